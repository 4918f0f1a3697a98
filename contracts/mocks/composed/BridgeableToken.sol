// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import {GovernanceToken} from "../../token/GovernanceToken.sol";
import {TokenSettings} from "../../token/IGovernanceToken.sol";
import {TokenBridgeable} from "../../token/TokenBridgeable.sol";

/**
 * @title BridgeableToken
 * @notice Bridging alone.
 * @dev Composed of its recipe in tools/mocks by `npm run mocks`: change that, not this.
 * What several modules define is overridden below, as Solidity asks: an override adds nothing, and calls them from
 * the last to the first.
 */
contract BridgeableToken is GovernanceToken, TokenBridgeable {
    constructor(TokenSettings memory settings) GovernanceToken(settings) {}

    /// @inheritdoc TokenBridgeable
    function supportsInterface(
        bytes4 interfaceId
    ) public view override(GovernanceToken, TokenBridgeable) returns (bool) {
        return super.supportsInterface(interfaceId);
    }

    function _update(
        address from,
        address to,
        uint256 value
    ) internal override(GovernanceToken, TokenBridgeable) {
        super._update(from, to, value);
    }
}
