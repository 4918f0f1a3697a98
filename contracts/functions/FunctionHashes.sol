// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import {Program, Receipt, Request, Task} from "./FunctionTypes.sol";
import {Verdict} from "./types/Verdict.sol";

/**
 * @title EIP-712 struct hashes of the protocol, and the Merkle tree of a batch.
 * @dev `abi.encode` of type hash and flat struct is EIP-712's `encodeData`; a nested struct stands in it by its hash.
 * protocol/typed-data.ts holds the same in TypeScript; test/protocol/vectors.json is computed by both.
 */
library FunctionHashes {
    bytes32 internal constant PROGRAM_TYPEHASH = keccak256(
        "Program(uint256 functionId,uint32 version,bytes32 codeHash,bytes32 executionDomain)"
    );

    bytes32 internal constant TASK_TYPEHASH = keccak256(
        "Task(Program program,bytes32 calldataHash,uint256 moment,bytes32 prevrandao,bytes32 extension)Program(uint256 functionId,uint32 version,bytes32 codeHash,bytes32 executionDomain)"
    );

    bytes32 internal constant REQUEST_TYPEHASH = keccak256(
        "Request(uint256 callback,uint256 payer,uint256 prices,uint256 limits,bytes32 tag,Task task)Program(uint256 functionId,uint32 version,bytes32 codeHash,bytes32 executionDomain)Task(Program program,bytes32 calldataHash,uint256 moment,bytes32 prevrandao,bytes32 extension)"
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

    /// @dev `keccak256(data)` of bytes that stay in calldata.
    function hashBytes(bytes calldata data) internal pure returns (bytes32 digest) {
        // solhint-disable-next-line no-inline-assembly
        assembly ("memory-safe") {
            let free := mload(0x40)
            calldatacopy(free, data.offset, data.length)
            digest := keccak256(free, data.length)
        }
    }

    function hash(Program memory program) internal pure returns (bytes32) {
        return keccak256(abi.encode(PROGRAM_TYPEHASH, program));
    }

    function hash(Task memory task) internal pure returns (bytes32 digest) {
        bytes32 typeHash = TASK_TYPEHASH;
        // solhint-disable-next-line no-inline-assembly
        assembly ("memory-safe") {
            let free := mload(0x40)
            mstore(free, typeHash)
            mcopy(add(free, 0x20), task, 0xa0)
            digest := keccak256(free, 0xc0)
        }
    }

    /// @dev `keccak256(abi.encode(REQUEST_TYPEHASH, request))` without the encoder, which takes ten times the gas.
    function hash(Request memory request) internal pure returns (bytes32 digest) {
        bytes32 typeHash = REQUEST_TYPEHASH;
        // solhint-disable-next-line no-inline-assembly
        assembly ("memory-safe") {
            let free := mload(0x40)
            mstore(free, typeHash)
            mcopy(add(free, 0x20), request, 0xc0)
            digest := keccak256(free, 0xe0)
        }
    }

    /// @dev The same for a header that stays in calldata.
    function hashCalldata(Request calldata request) internal pure returns (bytes32 digest) {
        bytes32 typeHash = REQUEST_TYPEHASH;
        // solhint-disable-next-line no-inline-assembly
        assembly ("memory-safe") {
            let free := mload(0x40)
            mstore(free, typeHash)
            calldatacopy(add(free, 0x20), request, 0xc0)
            digest := keccak256(free, 0xe0)
        }
    }

    /// @dev The leaf of a stateless execution without outcalls, `hash(Receipt)` with zeros for what these would have.
    function hashStateless(
        Verdict verdict,
        bytes32 commitment,
        bytes calldata result
    ) internal pure returns (bytes32 digest) {
        bytes32 typeHash = RECEIPT_TYPEHASH;
        (uint256 outcome, uint256 fuelUsed) = (verdict.outcomeCode(), verdict.fuelUsed());
        // solhint-disable-next-line no-inline-assembly
        assembly ("memory-safe") {
            let free := mload(0x40)
            calldatacopy(free, result.offset, result.length)
            let resultHash := keccak256(free, result.length)
            mstore(free, typeHash)
            mstore(add(free, 0x20), commitment)
            mstore(add(free, 0x40), outcome)
            mstore(add(free, 0x60), resultHash)
            mstore(add(free, 0x80), fuelUsed)
            // Past the end of calldata stand zeros.
            calldatacopy(add(free, 0xa0), calldatasize(), 0xa0)
            digest := keccak256(free, 0x140)
        }
    }

    function hash(Receipt memory receipt) internal pure returns (bytes32) {
        return keccak256(abi.encode(RECEIPT_TYPEHASH, receipt));
    }

    function hashBatch(uint256 epoch, bytes32 root_, uint256 count) internal pure returns (bytes32 digest) {
        bytes32 typeHash = BATCH_TYPEHASH;
        // solhint-disable-next-line no-inline-assembly
        assembly ("memory-safe") {
            let free := mload(0x40)
            mstore(free, typeHash)
            mstore(add(free, 0x20), epoch)
            mstore(add(free, 0x40), root_)
            mstore(add(free, 0x60), count)
            digest := keccak256(free, 0x80)
        }
    }

    /// @dev An inner node has a type of its own, so that it can never be taken for a receipt.
    function hashNode(bytes32 left, bytes32 right) internal pure returns (bytes32 digest) {
        bytes32 typeHash = NODE_TYPEHASH;
        // solhint-disable-next-line no-inline-assembly
        assembly ("memory-safe") {
            let free := mload(0x40)
            mstore(free, typeHash)
            mstore(add(free, 0x20), left)
            mstore(add(free, 0x40), right)
            digest := keccak256(free, 0x60)
        }
    }

    /// @dev The root over the leaves in their order; a last node without a sibling moves up as it is. Overwrites `leaves`.
    function root(bytes32[] memory leaves) internal pure returns (bytes32) {
        unchecked {
            for (uint256 width = leaves.length; width > 1; width = (width + 1) / 2) {
                for (uint256 i = 0; i < width / 2; ++i)
                    leaves[i] = hashNode(leaves[2 * i], leaves[2 * i + 1]);
                if (width % 2 == 1) leaves[width / 2] = leaves[width - 1];
            }
            return leaves[0];
        }
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
