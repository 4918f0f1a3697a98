// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import {FunctionHashes} from "../../functions/FunctionHashes.sol";
import {Receipt} from "../../functions/FunctionTypes.sol";

/// @notice The protocol's hashes as Solidity computes them, for the test vectors.
contract HashesHarness {
    using FunctionHashes for *;

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

    /// @notice The type hashes of Request, Receipt, Batch, Node and QueryResult.
    function typeHashes() external pure returns (bytes32[5] memory) {
        return
            [
                FunctionHashes.REQUEST_TYPEHASH,
                FunctionHashes.RECEIPT_TYPEHASH,
                FunctionHashes.BATCH_TYPEHASH,
                FunctionHashes.NODE_TYPEHASH,
                FunctionHashes.QUERY_RESULT_TYPEHASH
            ];
    }
}
