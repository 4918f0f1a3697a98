// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import {GovernanceToken} from "../../token/GovernanceToken.sol";
import {TokenSettings} from "../../token/IGovernanceToken.sol";
import {TokenPausable} from "../../token/TokenPausable.sol";

/**
 * @title PausableToken
 * @notice A pause alone.
 * @dev Composed of its recipe in tools/mocks by `npm run mocks`: change that, not this.
 * What several modules define is overridden below, as Solidity asks: an override adds nothing, and calls them from
 * the last to the first.
 */
contract PausableToken is GovernanceToken, TokenPausable {
    constructor(TokenSettings memory settings) GovernanceToken(settings) {}

    /// @inheritdoc TokenPausable
    function mintable() public view override(GovernanceToken, TokenPausable) returns (uint256) {
        return super.mintable();
    }

    function _update(
        address from,
        address to,
        uint256 value
    ) internal override(GovernanceToken, TokenPausable) {
        super._update(from, to, value);
    }
}
