// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import {GovernanceToken} from "../../token/GovernanceToken.sol";
import {TokenSettings} from "../../token/IGovernanceToken.sol";

/**
 * @title AlthingToken
 * @notice The token of Althing. See {GovernanceToken} and the modules.
 * @dev Composed from the organisation's config by `npx hardhat compose`: change that, not this.
 */
contract AlthingToken is GovernanceToken {
    constructor(TokenSettings memory settings) GovernanceToken(settings) {}
}
