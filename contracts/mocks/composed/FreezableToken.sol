// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import {GovernanceToken} from "../../token/GovernanceToken.sol";
import {TokenSettings} from "../../token/IGovernanceToken.sol";
import {TokenFreezable} from "../../token/TokenFreezable.sol";

/**
 * @title FreezableToken
 * @notice Freezing alone.
 * @dev Composed of its recipe in tools/mocks by `npm run mocks`: change that, not this.
 * What several modules define is overridden below, as Solidity asks: an override adds nothing, and calls them from
 * the last to the first.
 */
contract FreezableToken is GovernanceToken, TokenFreezable {
    constructor(TokenSettings memory settings) GovernanceToken(settings) {}

    function _update(
        address from,
        address to,
        uint256 value
    ) internal override(GovernanceToken, TokenFreezable) {
        super._update(from, to, value);
    }
}
