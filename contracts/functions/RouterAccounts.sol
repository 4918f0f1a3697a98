// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import {Address} from "@openzeppelin/contracts/utils/Address.sol";
import {SafeCast} from "@openzeppelin/contracts/utils/math/SafeCast.sol";

import {IFunctionRouter} from "./IFunctionRouter.sol";
import {TransientLock} from "./TransientLock.sol";

/**
 * @title Prepaid accounts: an address, its free wei, and the consumers that may spend them.
 * @dev `accounted` moves only where wei come in or go out; everything between is a move from one debt to another.
 */
abstract contract RouterAccounts is IFunctionRouter, TransientLock {
    using SafeCast for uint256;

    uint256 public accounted;
    mapping(address account => Account) private _accounts;
    mapping(address account => mapping(address consumer => Allowance)) private _allowances;

    /// @inheritdoc IFunctionRouter
    function deposit(address account) external payable {
        _accept(msg.value);
        _deposit(account, msg.value);
    }

    /// @inheritdoc IFunctionRouter
    function withdraw(address payable to, uint256 amount) external nonReentrant {
        _debit(msg.sender, amount);
        emit Withdrawn(msg.sender, to, amount);
        _pay(to, amount);
    }

    /// @inheritdoc IFunctionRouter
    function authorize(address consumer, uint128 cap) external {
        _allowances[msg.sender][consumer].cap = cap;
        emit ConsumerAuthorized(msg.sender, consumer, cap);
    }

    /// @inheritdoc IFunctionRouter
    function accountOf(address account) external view returns (Account memory) {
        return _accounts[account];
    }

    /// @inheritdoc IFunctionRouter
    function allowanceOf(address account, address consumer) external view returns (Allowance memory) {
        return _allowances[account][consumer];
    }

    /// @dev Takes in the sent wei, which the caller has to put somewhere.
    function _accept(uint256 amount) internal {
        accounted += amount;
    }

    /// @dev Adds wei that were taken in before to an account.
    function _deposit(address account, uint256 amount) internal {
        _credit(account, amount);
        emit Deposited(account, msg.sender, amount);
    }

    /// @dev Sends wei out that were debited before.
    function _pay(address payable to, uint256 amount) internal {
        if (to == address(0)) revert RouterZeroAddress();
        accounted -= amount;
        Address.sendValue(to, amount);
    }

    function _credit(address account, uint256 amount) internal {
        if (account == address(0)) revert RouterZeroAddress();
        if (amount == 0) return;
        _accounts[account].balance += amount.toUint128();
    }

    function _debit(address account, uint256 amount) internal {
        uint256 had = _accounts[account].balance;
        if (had < amount) revert RouterBalance(account, had, amount);
        unchecked {
            _accounts[account].balance = uint128(had - amount);
        }
    }

    function _nextSequence(address account) internal returns (uint64) {
        return ++_accounts[account].sequence;
    }

    /// @dev An account needs no allowance for itself.
    function _spendAllowance(address account, address consumer, uint256 amount) internal {
        if (account == consumer) return;
        Allowance storage allowance = _allowances[account][consumer];
        (uint256 cap, uint256 used) = (allowance.cap, allowance.used);
        if (used + amount > cap)
            revert RouterAllowance(account, consumer, cap > used ? cap - used : 0, amount);
        _useAllowance(account, consumer, amount);
    }

    /// @dev Counts wei against an allowance whose cap was checked when they were put in escrow.
    function _useAllowance(address account, address consumer, uint256 amount) internal {
        if (account == consumer) return;
        _allowances[account][consumer].used += amount.toUint128();
    }

    function _restoreAllowance(address account, address consumer, uint256 amount) internal {
        if (account == consumer) return;
        _allowances[account][consumer].used -= amount.toUint128();
    }
}
