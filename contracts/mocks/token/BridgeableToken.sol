// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import {GovernanceToken} from "../../token/GovernanceToken.sol";
import {TokenSettings} from "../../token/IGovernanceToken.sol";
import {TokenBridgeable} from "../../token/TokenBridgeable.sol";

/// @title A token with {TokenBridgeable} alone.
contract BridgeableToken is GovernanceToken, TokenBridgeable {
    constructor(TokenSettings memory settings) GovernanceToken(settings) {}

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
