// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import {Till, newTill} from "./Till.sol";

/**
 * @notice One word: fixed fee in wei (80 bits, lowest) | wei a unit of fuel (48) | wei a byte (48) | tip cap in wei a unit
 * of gas (48) | treasury's share (16) | royalty's share (16), shares in basis points. The router keeps the prices of
 * new requests in this form, without a royalty, and each request its own.
 */
type Prices is uint256;

using {
    fixedFee,
    fuelPrice,
    bytePrice,
    tipCap,
    treasuryShare,
    royaltyShare,
    emptyTill,
    withFixedFee,
    withFuelPrice,
    withBytePrice,
    withTipCap,
    withTreasuryShare,
    withRoyaltyShare
} for Prices global;

/// @dev Wei a request.
function fixedFee(Prices self) pure returns (uint256) {
    return uint80(Prices.unwrap(self));
}

/// @dev Wei a unit of fuel.
function fuelPrice(Prices self) pure returns (uint256) {
    return uint48(Prices.unwrap(self) >> 80);
}

/// @dev Wei a byte of calldata and result.
function bytePrice(Prices self) pure returns (uint256) {
    return uint48(Prices.unwrap(self) >> 128);
}

/// @dev Most wei a unit of gas above the base fee that is reimbursed.
function tipCap(Prices self) pure returns (uint256) {
    return uint48(Prices.unwrap(self) >> 176);
}

/// @dev Basis points of fixed fee and fuel fee for the treasury.
function treasuryShare(Prices self) pure returns (uint256) {
    return uint16(Prices.unwrap(self) >> 224);
}

/// @dev Basis points of fixed fee and fuel fee for the function's owner.
function royaltyShare(Prices self) pure returns (uint256) {
    return Prices.unwrap(self) >> 240;
}

/// @dev A till whose fees are split by these shares.
function emptyTill(Prices self) pure returns (Till) {
    return newTill(treasuryShare(self), royaltyShare(self));
}

function withFixedFee(Prices self, uint80 value) pure returns (Prices) {
    return _with(self, 0, type(uint80).max, value);
}

function withFuelPrice(Prices self, uint48 value) pure returns (Prices) {
    return _with(self, 80, type(uint48).max, value);
}

function withBytePrice(Prices self, uint48 value) pure returns (Prices) {
    return _with(self, 128, type(uint48).max, value);
}

function withTipCap(Prices self, uint48 value) pure returns (Prices) {
    return _with(self, 176, type(uint48).max, value);
}

function withTreasuryShare(Prices self, uint16 value) pure returns (Prices) {
    return _with(self, 224, type(uint16).max, value);
}

function withRoyaltyShare(Prices self, uint256 value) pure returns (Prices) {
    return _with(self, 240, type(uint16).max, uint16(value));
}

function _with(Prices self, uint256 offset, uint256 mask, uint256 value) pure returns (Prices) {
    return Prices.wrap((Prices.unwrap(self) & ~(mask << offset)) | (value << offset));
}
