// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import {Address} from "@openzeppelin/contracts/utils/Address.sol";
import {SafeCast} from "@openzeppelin/contracts/utils/math/SafeCast.sol";
import {IFunctionRouter} from "./IFunctionRouter.sol";
import {TransientLock} from "./TransientLock.sol";
import {Ledger} from "./types/Ledger.sol";

/**
 * @title Prepaid accounts: an address, its free wei, and the consumers that may spend them.
 * @dev `accounted` moves only where wei come in or go out; everything between is a move from one debt to another.
 */
abstract contract RouterAccounts is IFunctionRouter, TransientLock {
    using SafeCast for uint256;

    uint128 private constant UNCAPPED = type(uint128).max;

    uint256 public accounted;
    mapping(address account => Ledger) internal _ledgers;
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
        Ledger ledger = _ledgers[account];
        return Account(ledger.balance(), ledger.sequence(), ledger.live());
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
        if (account == address(0)) revert RouterZeroAddress();
        _credit(account, amount);
        emit Deposited(account, msg.sender, amount);
    }

    /// @dev Pays wei out of the router, last in a function: the receiver runs its own code.
    function _pay(address payable to, uint256 amount) internal {
        if (to == address(0)) revert RouterZeroAddress();
        accounted -= amount;
        Address.sendValue(to, amount);
    }

    function _credit(address account, uint256 amount) internal {
        Ledger ledger = _ledgers[account];
        _ledgers[account] = ledger.withBalance((ledger.balance() + amount).toUint88());
    }

    function _debit(address account, uint256 amount) internal {
        _ledgers[account] = _debited(account, _ledgers[account], amount);
    }

    function _debited(address account, Ledger ledger, uint256 amount) internal pure returns (Ledger) {
        uint256 had = ledger.balance();
        if (had < amount) revert RouterBalance(account, had, amount);
        unchecked {
            return ledger.withBalance(had - amount);
        }
    }

    /// @dev An account needs no allowance for itself. Without a cap nothing is counted.
    function _spendAllowance(
        address account,
        address consumer,
        uint256 amount
    ) internal returns (bool capped) {
        if (account == consumer) return false;
        Allowance storage allowance = _allowances[account][consumer];
        (uint256 cap, uint256 used) = (allowance.cap, allowance.used);
        if (cap == UNCAPPED) return false;
        // Where nothing costs anything, an account's places are still not for strangers.
        if (cap == 0 || used + amount > cap)
            revert RouterAllowance(account, consumer, cap > used ? cap - used : 0, amount);
        _useAllowance(account, consumer, amount);
        return true;
    }

    /// @dev Counts wei against an allowance whose cap was checked when they were put in escrow.
    function _useAllowance(address account, address consumer, uint256 amount) internal {
        _allowances[account][consumer].used += amount.toUint128();
    }

    function _restoreAllowance(address account, address consumer, uint256 amount) internal {
        _allowances[account][consumer].used -= amount.toUint128();
    }
}
