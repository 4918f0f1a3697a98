// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import {GovernanceToken} from "../../token/GovernanceToken.sol";
import {TokenSettings} from "../../token/IGovernanceToken.sol";
import {TokenFlashMint} from "../../token/TokenFlashMint.sol";
import {TokenSelfDelegation} from "../../token/TokenSelfDelegation.sol";

/**
 * @title ProtocolToken
 * @notice The token of Protocol. See {GovernanceToken} and the modules.
 * @dev Composed from the organisation's config by `npx hardhat compose`: change that, not this.
 * What several modules define is overridden below, as Solidity asks: an override adds nothing, and calls them from
 * the last to the first.
 */
contract ProtocolToken is GovernanceToken, TokenFlashMint, TokenSelfDelegation {
    constructor(TokenSettings memory settings) GovernanceToken(settings) {}

    /// @inheritdoc TokenFlashMint
    function supportsInterface(
        bytes4 interfaceId
    ) public view override(GovernanceToken, TokenFlashMint) returns (bool) {
        return super.supportsInterface(interfaceId);
    }

    function _update(
        address from,
        address to,
        uint256 value
    ) internal override(GovernanceToken, TokenSelfDelegation, TokenFlashMint) {
        super._update(from, to, value);
    }

    function _delegate(
        address account,
        address delegatee
    ) internal override(GovernanceToken, TokenSelfDelegation) {
        super._delegate(account, delegatee);
    }
}
