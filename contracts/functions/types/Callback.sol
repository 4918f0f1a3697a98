// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

/// @notice One word of a request: consumer (160 bits, lowest) | callback gas limit (32) | gas price cap in wei (64).
type Callback is uint256;

using {consumer, gasLimit, gasPriceCap} for Callback global;

function packCallback(address consumer_, uint32 gasLimit_, uint64 gasPriceCap_) pure returns (Callback) {
    return Callback.wrap(uint160(consumer_) | (uint256(gasLimit_) << 160) | (uint256(gasPriceCap_) << 192));
}

/// @dev Who asked, and who is called back.
function consumer(Callback self) pure returns (address) {
    return address(uint160(Callback.unwrap(self)));
}

/// @dev Gas that the callback gets, never less; 0 asks for none.
function gasLimit(Callback self) pure returns (uint256) {
    return uint32(Callback.unwrap(self) >> 160);
}

/// @dev Most wei a unit of gas that is reimbursed.
function gasPriceCap(Callback self) pure returns (uint256) {
    return Callback.unwrap(self) >> 192;
}
