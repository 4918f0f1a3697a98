// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import {ERC20} from "@openzeppelin/contracts/token/ERC20/ERC20.sol";
import {IERC20} from "@openzeppelin/contracts/token/ERC20/IERC20.sol";
import {GovernanceToken} from "../../token/GovernanceToken.sol";
import {TokenSettings} from "../../token/IGovernanceToken.sol";
import {TokenBridgeable} from "../../token/TokenBridgeable.sol";
import {TokenFlashMint} from "../../token/TokenFlashMint.sol";
import {TokenFreezable} from "../../token/TokenFreezable.sol";
import {TokenPausable} from "../../token/TokenPausable.sol";
import {TokenSelfDelegation} from "../../token/TokenSelfDelegation.sol";
import {TokenTemporaryApproval} from "../../token/TokenTemporaryApproval.sol";

/**
 * @title EveryModuleToken
 * @notice Every module of a token at once.
 * @dev Composed of its recipe in tools/mocks by `npm run mocks`: change that, not this.
 * What several modules define is overridden below, as Solidity asks: an override adds nothing, and calls them from
 * the last to the first.
 */
contract EveryModuleToken is
    GovernanceToken,
    TokenFlashMint,
    TokenPausable,
    TokenFreezable,
    TokenBridgeable,
    TokenTemporaryApproval,
    TokenSelfDelegation
{
    constructor(TokenSettings memory settings) GovernanceToken(settings) {}

    /// @inheritdoc TokenPausable
    function mintable() public view override(GovernanceToken, TokenPausable) returns (uint256) {
        return super.mintable();
    }

    /// @inheritdoc TokenTemporaryApproval
    function supportsInterface(
        bytes4 interfaceId
    )
        public
        view
        override(GovernanceToken, TokenFlashMint, TokenTemporaryApproval, TokenBridgeable)
        returns (bool)
    {
        return super.supportsInterface(interfaceId);
    }

    function _update(
        address from,
        address to,
        uint256 value
    )
        internal
        override(
            GovernanceToken,
            TokenFreezable,
            TokenSelfDelegation,
            TokenFlashMint,
            TokenTemporaryApproval,
            TokenPausable,
            TokenBridgeable
        )
    {
        super._update(from, to, value);
    }

    function _delegate(
        address account,
        address delegatee
    ) internal override(GovernanceToken, TokenSelfDelegation) {
        super._delegate(account, delegatee);
    }

    /// @inheritdoc TokenTemporaryApproval
    function allowance(
        address owner,
        address spender
    ) public view override(IERC20, ERC20, TokenTemporaryApproval) returns (uint256) {
        return super.allowance(owner, spender);
    }

    function _spendAllowance(
        address owner,
        address spender,
        uint256 value
    ) internal override(ERC20, TokenTemporaryApproval) {
        super._spendAllowance(owner, spender, value);
    }
}
