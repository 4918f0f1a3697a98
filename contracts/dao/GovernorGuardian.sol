// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import {GovernorProposalGuardian} from "@openzeppelin/contracts/governance/extensions/GovernorProposalGuardian.sol";

/**
 * @title GovernorGuardian
 * @notice A governor with a guardian from the start, who may cancel any proposal until it is executed, and do nothing
 * else. A proposal names another.
 */
abstract contract GovernorGuardian is GovernorProposalGuardian {
    /// @dev OpenZeppelin reads "no guardian" as "proposers cancel at any time": who wants neither leaves the module out.
    error GovernorGuardianMissing();

    /// @param guardian Best a multisig that answers within the timelock's delay.
    constructor(address guardian) {
        if (guardian == address(0)) revert GovernorGuardianMissing();
        _setProposalGuardian(guardian);
    }
}
