// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import {GovernanceToken} from "../../token/GovernanceToken.sol";
import {TokenSettings} from "../../token/IGovernanceToken.sol";
import {TokenPausable} from "../../token/TokenPausable.sol";

/// @title A token with {TokenPausable} alone.
contract PausableToken is GovernanceToken, TokenPausable {
    constructor(TokenSettings memory settings) GovernanceToken(settings) {}

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
