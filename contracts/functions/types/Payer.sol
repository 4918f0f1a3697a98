// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

/**
 * @notice One word of a request: refundTo (160 bits, lowest) | sequence (40) | deadline (40) | slot (8) | paid (1) |
 * capped (1).
 */
type Payer is uint256;

using {refundTo, sequence, deadline, slot, isPaid, isCapped, isMeasured} for Payer global;

uint256 constant PAID_FLAG = 1 << 248;
uint256 constant CAPPED_FLAG = 1 << 249;

/// @param place Where the account keeps the request's commitment.
/// @param flags PAID_FLAG and CAPPED_FLAG.
function packPayer(
    address refundTo_,
    uint256 sequence_,
    uint64 deadline_,
    uint256 place,
    uint256 flags
) pure returns (Payer) {
    uint256 word = uint160(refundTo_) | (uint256(uint40(sequence_)) << 160);
    return Payer.wrap(word | (uint256(uint40(deadline_)) << 200) | (uint256(uint8(place)) << 240) | flags);
}

/// @dev The account that gets what is left of the escrow.
function refundTo(Payer self) pure returns (address) {
    return address(uint160(Payer.unwrap(self)));
}

/// @dev Number of the request within its account, from 1.
function sequence(Payer self) pure returns (uint256) {
    return uint40(Payer.unwrap(self) >> 160);
}

/// @dev Last second, in Unix time, in which the request can be fulfilled.
function deadline(Payer self) pure returns (uint256) {
    return uint40(Payer.unwrap(self) >> 200);
}

/// @dev Where the account keeps the request's commitment.
function slot(Payer self) pure returns (uint256) {
    return uint8(Payer.unwrap(self) >> 240);
}

/// @dev The consumer sent the escrow along: the request is numbered within the consumer's account.
function isPaid(Payer self) pure returns (bool) {
    return Payer.unwrap(self) & PAID_FLAG != 0;
}

/// @dev The consumer's spending is counted against a cap.
function isCapped(Payer self) pure returns (bool) {
    return Payer.unwrap(self) & CAPPED_FLAG != 0;
}

/// @dev A refund writes more than the slot that the request's end just wrote: what that costs has to be measured.
function isMeasured(Payer self) pure returns (bool) {
    return Payer.unwrap(self) & (PAID_FLAG | CAPPED_FLAG) != 0;
}
