// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

/**
 * @notice One word of a request: function id (48 bits, lowest) | fuel limit (64) | longest result in bytes (24) | length
 * of the calldata in bytes (24) | overhead gas (32) | most wei for the network's own L1 fee (64).
 */
type Limits is uint256;

using {functionId, fuelLimit, maxResultBytes, calldataBytes, overheadGas, l1FeeCap} for Limits global;

/// @dev `l1FeeCap` is 0 as long as no network with an L1 fee is served.
function packLimits(
    uint48 functionId_,
    uint64 fuelLimit_,
    uint256 maxResultBytes_,
    uint256 calldataBytes_,
    uint256 overheadGas_
) pure returns (Limits) {
    uint256 word = functionId_ | (uint256(fuelLimit_) << 48) | (uint256(uint24(maxResultBytes_)) << 112);
    return
        Limits.wrap(word | (uint256(uint24(calldataBytes_)) << 136) | (uint256(uint32(overheadGas_)) << 160));
}

/// @dev The function whose owner gets the royalty.
function functionId(Limits self) pure returns (uint256) {
    return uint48(Limits.unwrap(self));
}

/// @dev Most fuel that the execution may burn.
function fuelLimit(Limits self) pure returns (uint256) {
    return uint64(Limits.unwrap(self) >> 48);
}

/// @dev Longest result.
function maxResultBytes(Limits self) pure returns (uint256) {
    return uint24(Limits.unwrap(self) >> 112);
}

/// @dev Length of the calldata, which itself is only in the event.
function calldataBytes(Limits self) pure returns (uint256) {
    return uint24(Limits.unwrap(self) >> 136);
}

/// @dev Gas scheduled for a fulfilment of this request alone, without its callback.
function overheadGas(Limits self) pure returns (uint256) {
    return uint32(Limits.unwrap(self) >> 160);
}

/// @dev Most wei reimbursed for the network's own L1 fee.
function l1FeeCap(Limits self) pure returns (uint256) {
    return Limits.unwrap(self) >> 192;
}
