// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import {GovernanceToken} from "./GovernanceToken.sol";
import {ITokenFreezable} from "./ITokenFreezable.sol";

/// @title TokenFreezable
/// @notice A token whose organisation can freeze accounts. See {ITokenFreezable}.
abstract contract TokenFreezable is ITokenFreezable, GovernanceToken {
    /// @inheritdoc ITokenFreezable
    bytes32 public constant FREEZER_ROLE = keccak256("FREEZER_ROLE");

    /// @inheritdoc ITokenFreezable
    mapping(address account => bool) public isFrozen;

    constructor() {
        _grantRole(FREEZER_ROLE, _admin);
    }

    /// @inheritdoc ITokenFreezable
    function freeze(address account) external onlyRole(FREEZER_ROLE) {
        if (account == address(0)) revert TokenFreezeZeroAddress();
        if (isFrozen[account]) return;
        isFrozen[account] = true;
        emit AccountFrozen(account, _msgSender());
    }

    /// @inheritdoc ITokenFreezable
    function unfreeze(address account) external onlyRole(FREEZER_ROLE) {
        if (!isFrozen[account]) return;
        isFrozen[account] = false;
        emit AccountUnfrozen(account, _msgSender());
    }

    /// @dev The zero address is never frozen: mints and burns are spared the read.
    function _update(address from, address to, uint256 value) internal virtual override {
        if (from != address(0) && isFrozen[from]) revert TokenFrozen(from);
        if (to != address(0) && isFrozen[to]) revert TokenFrozen(to);
        super._update(from, to, value);
    }
}
