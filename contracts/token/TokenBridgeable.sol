// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import {ERC20} from "@openzeppelin/contracts/token/ERC20/ERC20.sol";
import {ERC20Bridgeable} from "@openzeppelin/contracts/token/ERC20/extensions/draft-ERC20Bridgeable.sol";
import {GovernanceToken} from "./GovernanceToken.sol";
import {ITokenBridgeable} from "./ITokenBridgeable.sol";

/// @title TokenBridgeable
/// @notice A token that crosses chains (ERC-7802). See {ITokenBridgeable}.
abstract contract TokenBridgeable is ITokenBridgeable, GovernanceToken, ERC20Bridgeable {
    /// @inheritdoc ITokenBridgeable
    bytes32 public constant BRIDGE_ROLE = keccak256("BRIDGE_ROLE");

    /// @inheritdoc GovernanceToken
    function supportsInterface(
        bytes4 interfaceId
    ) public view virtual override(GovernanceToken, ERC20Bridgeable) returns (bool) {
        return super.supportsInterface(interfaceId);
    }

    function _checkTokenBridge(address caller) internal view virtual override {
        _checkRole(BRIDGE_ROLE, caller);
    }

    function _update(
        address from,
        address to,
        uint256 value
    ) internal virtual override(ERC20, GovernanceToken) {
        super._update(from, to, value);
    }
}
