// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import {GovernanceToken} from "../../token/GovernanceToken.sol";
import {TokenSettings} from "../../token/IGovernanceToken.sol";
import {TokenFreezable} from "../../token/TokenFreezable.sol";

/// @title A token with {TokenFreezable} alone.
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
