// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import {GovernanceToken} from "../../token/GovernanceToken.sol";
import {TokenSettings} from "../../token/IGovernanceToken.sol";
import {TokenFlashMint} from "../../token/TokenFlashMint.sol";

/**
 * @title FlashMintToken
 * @notice Flash loans alone.
 * @dev Composed of its recipe in tools/mocks by `npm run mocks`: change that, not this.
 * What several modules define is overridden below, as Solidity asks: an override adds nothing, and calls them from
 * the last to the first.
 */
contract FlashMintToken is GovernanceToken, TokenFlashMint {
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
    ) internal override(GovernanceToken, TokenFlashMint) {
        super._update(from, to, value);
    }
}
