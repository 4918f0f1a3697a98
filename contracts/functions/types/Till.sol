// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

/**
 * @notice What settlements earned and nobody collected yet, in a word: wei reimbursed for gas (80 bits, lowest) | wei of
 * fixed and fuel fees (80) | wei of byte fees (68) | treasury's share of the fixed and fuel fees (14) | royalty's (14),
 * in basis points.
 */
type Till is uint256;

using {reimbursed, sharedFees, byteFees, treasuryShare, royaltyShare, hasShares, addFees, addGas} for Till global;

uint256 constant SHARES_MASK = type(uint256).max << 228;

/// @dev A till in which nothing is yet.
function newTill(uint256 treasuryShare_, uint256 royaltyShare_) pure returns (Till) {
    return Till.wrap((treasuryShare_ << 228) | (royaltyShare_ << 242));
}

function reimbursed(Till self) pure returns (uint256) {
    return uint80(Till.unwrap(self));
}

function sharedFees(Till self) pure returns (uint256) {
    return uint80(Till.unwrap(self) >> 80);
}

function byteFees(Till self) pure returns (uint256) {
    return (Till.unwrap(self) >> 160) & ((1 << 68) - 1);
}

function treasuryShare(Till self) pure returns (uint256) {
    return (Till.unwrap(self) >> 228) & ((1 << 14) - 1);
}

function royaltyShare(Till self) pure returns (uint256) {
    return Till.unwrap(self) >> 242;
}

/// @dev Whether its fees are split like those of `other`.
function hasShares(Till self, Till other) pure returns (bool) {
    return (Till.unwrap(self) ^ Till.unwrap(other)) & SHARES_MASK == 0;
}

/// @dev The till with more fees in it; `fits` is false where a sum has not the room.
function addFees(Till self, uint256 sharedFees_, uint256 byteFees_) pure returns (Till sum, bool fits) {
    unchecked {
        fits = ((sharedFees(self) + sharedFees_) >> 80) | ((byteFees(self) + byteFees_) >> 68) == 0;
        sum = Till.wrap(Till.unwrap(self) + (sharedFees_ << 80) + (byteFees_ << 160));
    }
}

/// @dev The till with more reimbursed gas in it; `fits` is false where the sum has not the room.
function addGas(Till self, uint256 reimbursed_) pure returns (Till sum, bool fits) {
    unchecked {
        fits = (reimbursed(self) + reimbursed_) >> 80 == 0;
        sum = Till.wrap(Till.unwrap(self) + reimbursed_);
    }
}
