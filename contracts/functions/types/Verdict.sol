// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import {Outcome} from "./Enums.sol";

/// @notice How an execution ended, in a word: fuel used (64 bits, lowest) | outcome (8).
type Verdict is uint256;

using {fuelUsed, outcomeCode} for Verdict global;

function packVerdict(Outcome outcome, uint64 fuelUsed_) pure returns (Verdict) {
    return Verdict.wrap(fuelUsed_ | (uint256(uint8(outcome)) << 64));
}

function fuelUsed(Verdict self) pure returns (uint256) {
    return uint64(Verdict.unwrap(self));
}

/// @dev A number, as the submitter may bring any: whoever uses it as an `Outcome` checks it first.
function outcomeCode(Verdict self) pure returns (uint256) {
    return Verdict.unwrap(self) >> 64;
}
