// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import {Batch, Receipt, RequestHeader} from "./FunctionTypes.sol";

/**
 * @title EIP-712 struct hashes of the protocol, and the Merkle tree of a batch.
 * @dev All structs are flat, so that `abi.encode` of type hash and struct is EIP-712's `encodeData`.
 * protocol/typed-data.ts holds the same in TypeScript; test/protocol/vectors.json is computed by both.
 */
library FunctionHashes {
    bytes32 internal constant REQUEST_TYPEHASH = keccak256(
        "Request(address account,address consumer,address refundTo,uint64 sequence,uint256 functionId,uint32 version,bytes32 codeHash,bytes32 executionDomain,uint8 mode,bytes32 calldataHash,uint32 calldataBytes,uint64 fuelLimit,uint32 maxResultBytes,uint32 callbackGasLimit,uint64 gasPriceCap,uint32 overheadGas,uint96 fixedFee,uint64 fuelPrice,uint64 bytePrice,uint64 tipCap,uint96 l1FeeCap,uint16 treasuryShare,uint16 royaltyShare,uint64 deadline,uint64 orderNumber,uint64 blockNumber,uint64 timestamp,bytes32 prevrandao,bytes32 extension)"
    );

    bytes32 internal constant RECEIPT_TYPEHASH = keccak256(
        "Receipt(bytes32 commitment,uint8 outcome,bytes32 resultHash,uint64 fuelUsed,uint64 stateSeq,bytes32 stateRootBefore,bytes32 stateRootAfter,bytes32 transcriptRoot,bytes32 extension)"
    );

    bytes32 internal constant BATCH_TYPEHASH = keccak256("Batch(uint32 epoch,bytes32 root,uint32 count)");

    bytes32 internal constant NODE_TYPEHASH = keccak256("Node(bytes32 left,bytes32 right)");

    /// @dev Reserved for certified queries: a signed query has a type of its own and can never settle an update.
    bytes32 internal constant QUERY_RESULT_TYPEHASH = keccak256(
        "QueryResult(uint256 functionId,bytes32 codeHash,bytes32 executionDomain,uint64 stateSeq,bytes32 stateRoot,uint64 blockNumber,bytes32 blockHash,address caller,bytes32 calldataHash,bytes32 resultHash,uint64 validUntil)"
    );

    function hash(RequestHeader memory header) internal pure returns (bytes32) {
        return keccak256(abi.encode(REQUEST_TYPEHASH, header));
    }

    function hash(Receipt calldata receipt) internal pure returns (bytes32) {
        return keccak256(abi.encode(RECEIPT_TYPEHASH, receipt));
    }

    function hash(Batch memory batch) internal pure returns (bytes32) {
        return keccak256(abi.encode(BATCH_TYPEHASH, batch));
    }

    /// @dev An inner node has a type of its own, so that it can never be taken for a receipt.
    function hashNode(bytes32 left, bytes32 right) internal pure returns (bytes32) {
        return keccak256(abi.encode(NODE_TYPEHASH, left, right));
    }

    /// @dev The root over the leaves in their order; a last node without a sibling moves up as it is. Overwrites `leaves`.
    function root(bytes32[] memory leaves) internal pure returns (bytes32) {
        for (uint256 width = leaves.length; width > 1; width = (width + 1) / 2) {
            for (uint256 i = 0; i < width / 2; ++i) leaves[i] = hashNode(leaves[2 * i], leaves[2 * i + 1]);
            if (width % 2 == 1) leaves[width / 2] = leaves[width - 1];
        }
        return leaves[0];
    }

    /// @dev The root that `leaf` at place `index` of `count` leads to; 0 where the proof has not the right length.
    function rootOf(
        bytes32 leaf,
        uint256 index,
        uint256 count,
        bytes32[] calldata proof
    ) internal pure returns (bytes32 node) {
        if (index >= count) return 0;
        node = leaf;
        uint256 used = 0;
        for (uint256 width = count; width > 1; width = (width + 1) / 2) {
            if (index != width - 1 || width % 2 == 0) {
                if (used == proof.length) return 0;
                bytes32 sibling = proof[used++];
                node = index % 2 == 0 ? hashNode(node, sibling) : hashNode(sibling, node);
            }
            index /= 2;
        }
        if (used != proof.length) return 0;
    }
}
