// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import {IERC20} from "@openzeppelin/contracts/token/ERC20/IERC20.sol";
import {SafeERC20} from "@openzeppelin/contracts/token/ERC20/utils/SafeERC20.sol";
import {Address} from "@openzeppelin/contracts/utils/Address.sol";
import {TransientLock} from "../functions/TransientLock.sol";
import {BoundedTransfer} from "./BoundedTransfer.sol";
import {IPayoutCredits} from "./IPayoutCredits.sol";
import {PayoutList} from "./PayoutList.sol";

/// @title Payments to many, none of which another recipient can hinder: see {IPayoutCredits}.
abstract contract PayoutCredits is IPayoutCredits, TransientLock {
    using BoundedTransfer for address;
    using PayoutList for bytes;
    using SafeERC20 for IERC20;

    /// @notice Gas that a recipient, or a token that pays it, may take.
    uint256 public constant PAYOUT_GAS = 100_000;
    /// @dev What must be there before each payout: 64/63 of its gas, the call with value to an account that is new,
    /// a fresh credit, the events and what follows.
    uint256 private constant RESERVED_GAS = PAYOUT_GAS + 120_000;

    /// @inheritdoc IPayoutCredits
    mapping(address asset => uint256) public owed;

    /// @inheritdoc IPayoutCredits
    mapping(address asset => mapping(address account => uint256)) public creditOf;

    /// @inheritdoc IPayoutCredits
    function withdraw(address asset, address to) external nonReentrant returns (uint256 amount) {
        amount = _takeCredit(asset, msg.sender);
        emit CreditWithdrawn(asset, msg.sender, to, amount);
        _transfer(asset, to, amount);
    }

    function _reclaim(address asset, address account, address to) internal returns (uint256 amount) {
        amount = _takeCredit(asset, account);
        emit CreditReclaimed(asset, account, amount);
        _transfer(asset, to, amount);
    }

    /// @dev Pays a checked list out of what this contract holds beside its credits.
    function _payOut(uint256 mandate, address asset, bytes calldata list) internal {
        uint256 entries = list.count();
        uint256 credited = 0;
        for (uint256 i = 0; i < entries; ++i) {
            (address recipient, uint256 amount) = list.at(i);
            if (_tryPay(mandate, asset, recipient, amount)) continue;
            credited += amount;
            creditOf[asset][recipient] += amount;
            emit PayoutCredited(mandate, recipient, amount);
        }
        if (credited > 0) owed[asset] += credited;
    }

    /// @dev Who executes chooses the gas: too little must not turn payouts into credits.
    function _tryPay(
        uint256 mandate,
        address asset,
        address recipient,
        uint256 amount
    ) private returns (bool paid) {
        if (gasleft() < RESERVED_GAS) revert PayoutCreditsGas(gasleft(), RESERVED_GAS);
        paid = asset.tryTransfer(recipient, amount, PAYOUT_GAS);
        if (paid) emit PayoutMade(mandate, recipient, amount);
    }

    function _takeCredit(address asset, address account) private returns (uint256 amount) {
        amount = creditOf[asset][account];
        if (amount == 0) revert PayoutCreditsNone(asset, account);
        delete creditOf[asset][account];
        owed[asset] -= amount;
    }

    function _transfer(address asset, address to, uint256 amount) private {
        if (asset == address(0)) Address.sendValue(payable(to), amount);
        else IERC20(asset).safeTransfer(to, amount);
    }
}
