// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

/// @title What every consumer of the benchmark does with a result: it writes one slot.
abstract contract Answers {
    uint256 private constant KEPT = 256;

    /// @dev The low byte of a result says where it goes, so that requests of one batch write slots of their own.
    uint256[KEPT] public answers;

    function _keep(bytes calldata result) internal {
        uint256 answer = abi.decode(result, (uint256));
        answers[answer % KEPT] = answer;
    }
}
