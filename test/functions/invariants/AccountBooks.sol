// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import {IFunctionRouter} from "../../../contracts/functions/IFunctionRouter.sol";
import {World} from "./World.sol";

/// @title Who has what: ether at hand and free wei at the router, kept without asking the router.
abstract contract AccountBooks is World {
    error Wrong(string what, uint256 found, uint256 expected);

    struct AccountBook {
        uint256 balance;
        uint256 sequence;
        uint256 live;
    }

    /// @dev All that the router must owe now, and what was forced into it beside that.
    uint256 internal _owed;
    uint256 internal _forced;
    /// @dev All that the operator set must hold: bonds, and what slashing made of them.
    uint256 internal _bonded;
    mapping(address actor => uint256) internal _purses;
    mapping(address account => AccountBook) internal _accounts;
    mapping(address account => mapping(address consumer => IFunctionRouter.Allowance)) internal _allowances;

    function _endowed(address actor, uint256 amount) internal override {
        _purses[actor] = amount;
    }

    function _bookDeposit(address account, address from, uint256 amount) internal {
        _payIn(from, amount);
        _accounts[account].balance += amount;
    }

    function _bookWithdrawal(address account, address to, uint256 amount) internal {
        _accounts[account].balance -= amount;
        _payOut(to, amount);
    }

    function _bookForced(address from, uint256 amount) internal {
        _purses[from] -= amount;
        _forced += amount;
    }

    function _payIn(address from, uint256 amount) internal {
        _purses[from] -= amount;
        _owed += amount;
    }

    function _payOut(address to, uint256 amount) internal {
        _purses[to] += amount;
        _owed -= amount;
    }

    /// @dev Cheap enough for every step.
    function _checkTotals() internal view {
        _same("accounted", _router.accounted(), _owed);
        _same("balance", address(_router).balance, _owed + _forced);
        _same("bonds held", address(_operatorSet).balance, _bonded);
    }

    /// @return sum All free wei.
    function _checkAccounts() internal view returns (uint256 sum) {
        for (uint256 i = 0; i < _actors.length; ++i) {
            address actor = _actors[i];
            AccountBook storage expected = _accounts[actor];
            IFunctionRouter.Account memory found = _router.accountOf(actor);
            _same("balance of an account", found.balance, expected.balance);
            _same("sequence", found.sequence, expected.sequence);
            _same("live places", found.live, expected.live);
            _same("ether at hand", actor.balance, _purses[actor]);
            sum += expected.balance;
        }
    }

    function _checkAllowances() internal view {
        for (uint256 i = 0; i < _payers.length; ++i) {
            for (uint256 j = 0; j < _consumers.length; ++j) {
                (address payer, address consumer) = (_payers[i], _consumers[j]);
                IFunctionRouter.Allowance memory expected = _allowances[payer][consumer];
                IFunctionRouter.Allowance memory found = _router.allowanceOf(payer, consumer);
                _same("cap", found.cap, expected.cap);
                _same("used", found.used, expected.used);
            }
        }
    }

    function _same(string memory what, uint256 found, uint256 expected) internal pure {
        if (found != expected) revert Wrong(what, found, expected);
    }

    function _require(string memory what, bool holds) internal pure {
        if (!holds) revert Wrong(what, 0, 1);
    }
}
