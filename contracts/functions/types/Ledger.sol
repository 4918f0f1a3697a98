// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

/**
 * @notice An account in a word: free wei (88 bits, lowest) | requests made so far (40) | live bits (128): bit i is set
 * while the account's place i holds a live request.
 */
type Ledger is uint256;

using {balance, sequence, live, isLive, withBalance, open, close} for Ledger global;

function balance(Ledger self) pure returns (uint256) {
    return uint88(Ledger.unwrap(self));
}

function sequence(Ledger self) pure returns (uint256) {
    return uint40(Ledger.unwrap(self) >> 88);
}

function live(Ledger self) pure returns (uint256) {
    return Ledger.unwrap(self) >> 128;
}

/// @dev `place` is below 128.
function isLive(Ledger self, uint256 place) pure returns (bool) {
    return (Ledger.unwrap(self) >> (128 + place)) & 1 == 1;
}

/// @dev `balance_` is below 2^88.
function withBalance(Ledger self, uint256 balance_) pure returns (Ledger) {
    return Ledger.wrap((Ledger.unwrap(self) & ~uint256(type(uint88).max)) | balance_);
}

/// @dev Numbers a new request and sets the bits of its place, if it has one.
function open(Ledger self, uint256 bit) pure returns (Ledger) {
    unchecked {
        return Ledger.wrap((Ledger.unwrap(self) + (1 << 88)) | (bit << 128));
    }
}

function close(Ledger self, uint256 place) pure returns (Ledger) {
    return Ledger.wrap(Ledger.unwrap(self) & ~(1 << (128 + place)));
}
