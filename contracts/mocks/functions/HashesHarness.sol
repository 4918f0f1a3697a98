// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import {FunctionHashes} from "../../functions/FunctionHashes.sol";
import {Program, Receipt, Task} from "../../functions/FunctionTypes.sol";

/// @notice The protocol's hashes as Solidity computes them, for the test vectors.
contract HashesHarness {
    using FunctionHashes for *;

    function programOf(Program calldata program) external pure returns (bytes32) {
        return program.hash();
    }

    function taskOf(Task calldata task) external pure returns (bytes32) {
        return task.hash();
    }

    function leafOf(Receipt calldata receipt) external pure returns (bytes32) {
        return receipt.hash();
    }

    function nodeOf(bytes32 left, bytes32 right) external pure returns (bytes32) {
        return FunctionHashes.hashNode(left, right);
    }

    function rootOver(bytes32[] calldata leaves) external pure returns (bytes32) {
        bytes32[] memory copied = leaves;
        return copied.root();
    }

    function rootOf(
        bytes32 leaf,
        uint256 index,
        uint256 count,
        bytes32[] calldata proof
    ) external pure returns (bytes32) {
        return leaf.rootOf(index, count, proof);
    }

    /// @notice The type hashes of Program, Task, Request, Receipt, Batch, Node and QueryResult.
    function typeHashes() external pure returns (bytes32[7] memory) {
        return
            [
                FunctionHashes.PROGRAM_TYPEHASH,
                FunctionHashes.TASK_TYPEHASH,
                FunctionHashes.REQUEST_TYPEHASH,
                FunctionHashes.RECEIPT_TYPEHASH,
                FunctionHashes.BATCH_TYPEHASH,
                FunctionHashes.NODE_TYPEHASH,
                FunctionHashes.QUERY_RESULT_TYPEHASH
            ];
    }
}
