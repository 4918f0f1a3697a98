// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import {TimelockController} from "@openzeppelin/contracts/governance/TimelockController.sol";
import {GovernorTimelockControl} from "@openzeppelin/contracts/governance/extensions/GovernorTimelockControl.sol";
import {IMandates} from "./IMandates.sol";
import {ITreasury} from "./ITreasury.sol";

/**
 * @title Treasury
 * @notice The timelock of an organisation: it holds the funds (ether, ERC-20, ERC-721, ERC-1155) and every admin role.
 * What the governor queues may be executed by anyone once the delay is over. The treasury is its own admin: its
 * roles and its delay change only through itself.
 */
contract Treasury is ITreasury, TimelockController {
    /// @inheritdoc ITreasury
    address public immutable founder;

    /// @inheritdoc ITreasury
    address public governor;

    /**
     * @param minDelay Seconds between queuing and executing an operation, at least.
     * @param founder_ May call {appoint}, once. It gets no role.
     */
    constructor(
        uint256 minDelay,
        address founder_
    ) TimelockController(minDelay, new address[](0), _anyone(), address(0)) {
        founder = founder_;
    }

    /// @inheritdoc ITreasury
    function appoint(address governor_, address mandates_) external {
        if (msg.sender != founder) revert TreasuryNotFounder(msg.sender, founder);
        if (governor != address(0)) revert TreasuryGovernorStands(governor);
        _checkGovernor(governor_);
        governor = governor_;
        _grantRole(PROPOSER_ROLE, governor_);
        _grantRole(CANCELLER_ROLE, governor_);
        if (mandates_ != address(0)) {
            _checkMandates(mandates_);
            _grantRole(PROPOSER_ROLE, mandates_);
        }
        emit Appointed(governor_, mandates_);
    }

    function _checkGovernor(address account) private view {
        address timelock =
            account.code.length == 0 ? address(0) : GovernorTimelockControl(payable(account)).timelock();
        if (timelock != address(this)) revert TreasuryGovernorUnbound(account, timelock);
    }

    function _checkMandates(address account) private view {
        address treasury = account.code.length == 0 ? address(0) : address(IMandates(account).treasury());
        if (treasury != address(this)) revert TreasuryMandatesUnbound(account, treasury);
    }

    /// @dev `TimelockController` reads the zero address among executors as "anyone".
    function _anyone() private pure returns (address[] memory executors) {
        executors = new address[](1);
    }
}
