// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

/**
 * @notice What a new request has to pass, in a word: allowed domains (64 bits, lowest; bit i for domain i) | least gas price
 * cap in wei (64) | least (32) and most (32) seconds to the deadline | Unix time until which requests are refused (40) |
 * most royalty in basis points (16) | signatures that a batch carries (8).
 */
type Gate is uint256;

using {
    allows,
    minGasPriceCap,
    minDuration,
    maxDuration,
    pausedUntil,
    maxRoyaltyShare,
    signatures,
    withDomain,
    withMinGasPriceCap,
    withDurations,
    withPause,
    withMaxRoyaltyShare,
    withSignatures
} for Gate global;

function allows(Gate self, uint256 domain) pure returns (bool) {
    return (Gate.unwrap(self) >> domain) & 1 == 1;
}

function minGasPriceCap(Gate self) pure returns (uint256) {
    return uint64(Gate.unwrap(self) >> 64);
}

function minDuration(Gate self) pure returns (uint256) {
    return uint32(Gate.unwrap(self) >> 128);
}

function maxDuration(Gate self) pure returns (uint256) {
    return uint32(Gate.unwrap(self) >> 160);
}

function pausedUntil(Gate self) pure returns (uint256) {
    return uint40(Gate.unwrap(self) >> 192);
}

function maxRoyaltyShare(Gate self) pure returns (uint256) {
    return uint16(Gate.unwrap(self) >> 232);
}

function signatures(Gate self) pure returns (uint256) {
    return Gate.unwrap(self) >> 248;
}

function withDomain(Gate self, uint256 domain, bool allowed) pure returns (Gate) {
    return _set(self, domain, 1, allowed ? 1 : 0);
}

function withMinGasPriceCap(Gate self, uint64 value) pure returns (Gate) {
    return _set(self, 64, type(uint64).max, value);
}

function withDurations(Gate self, uint32 least, uint32 most) pure returns (Gate) {
    return _set(_set(self, 128, type(uint32).max, least), 160, type(uint32).max, most);
}

function withPause(Gate self, uint40 until) pure returns (Gate) {
    return _set(self, 192, type(uint40).max, until);
}

function withMaxRoyaltyShare(Gate self, uint16 value) pure returns (Gate) {
    return _set(self, 232, type(uint16).max, value);
}

function withSignatures(Gate self, uint8 value) pure returns (Gate) {
    return _set(self, 248, type(uint8).max, value);
}

function _set(Gate self, uint256 offset, uint256 mask, uint256 value) pure returns (Gate) {
    return Gate.wrap((Gate.unwrap(self) & ~(mask << offset)) | (value << offset));
}
