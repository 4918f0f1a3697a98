// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import {GovernanceToken} from "../../token/GovernanceToken.sol";
import {TokenSettings} from "../../token/IGovernanceToken.sol";
import {TokenSelfDelegation} from "../../token/TokenSelfDelegation.sol";

/**
 * @title SelfDelegationToken
 * @notice Delegation to oneself alone.
 * @dev Composed of its recipe in tools/mocks by `npm run mocks`: change that, not this.
 * What several modules define is overridden below, as Solidity asks: an override adds nothing, and calls them from
 * the last to the first.
 */
contract SelfDelegationToken is GovernanceToken, TokenSelfDelegation {
    constructor(TokenSettings memory settings) GovernanceToken(settings) {}

    function _update(
        address from,
        address to,
        uint256 value
    ) internal override(GovernanceToken, TokenSelfDelegation) {
        super._update(from, to, value);
    }

    function _delegate(
        address account,
        address delegatee
    ) internal override(GovernanceToken, TokenSelfDelegation) {
        super._delegate(account, delegatee);
    }
}
