// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import {EIP7702Utils} from "@openzeppelin/contracts/account/utils/EIP7702Utils.sol";
import {GovernanceToken} from "./GovernanceToken.sol";
import {ITokenSelfDelegation} from "./ITokenSelfDelegation.sol";

/// @title TokenSelfDelegation
/// @notice A token whose holders can vote from the first token on. See {ITokenSelfDelegation}.
abstract contract TokenSelfDelegation is ITokenSelfDelegation, GovernanceToken {
    /// @inheritdoc ITokenSelfDelegation
    mapping(address account => bool) public hasUndelegated;

    /// @dev Who has a delegate costs nothing more: moving votes has read it already. A contract costs a look at its code.
    function _update(address from, address to, uint256 value) internal virtual override {
        super._update(from, to, value);
        if (to == address(0) || value == 0 || delegates(to) != address(0)) return;
        if (_isPersonal(to) && !hasUndelegated[to]) _delegate(to, to);
    }

    function _delegate(address account, address delegatee) internal virtual override {
        if (delegatee == address(0)) hasUndelegated[account] = true;
        super._delegate(account, delegatee);
    }

    function _isPersonal(address account) private view returns (bool) {
        return account.code.length == 0 || EIP7702Utils.fetchDelegate(account) != address(0);
    }
}
