// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import {IERC5267} from "@openzeppelin/contracts/interfaces/IERC5267.sol";
import {MessageHashUtils} from "@openzeppelin/contracts/utils/cryptography/MessageHashUtils.sol";
import {CompactSignature} from "./CompactSignature.sol";
import {FunctionHashes} from "./FunctionHashes.sol";
import {Batch, Receipt, Signature} from "./FunctionTypes.sol";

/**
 * @notice A receipt that an operator stands for, because it signed the batch that has it.
 * @param index Place of the receipt in the batch.
 * @param proof Siblings from the receipt's leaf to the batch's root, lowest first.
 * @param signature The operator's, over the batch.
 */
struct Statement {
    Batch batch;
    Receipt receipt;
    uint256 index;
    bytes32[] proof;
    Signature signature;
}

/**
 * @title What proves that an operator signed two different receipts for the same execution.
 * @dev Judged by the leaf, never by the batch: the same receipt in two batches, epochs or signatures is no conflict, nor
 * are two receipts of different commitments, as after a reorganisation, or on different grounds, as after a predecessor
 * in a function's state expired.
 */
library Equivocation {
    using FunctionHashes for *;

    bytes32 private constant DOMAIN_TYPEHASH = keccak256(
        "EIP712Domain(string name,string version,uint256 chainId,address verifyingContract)"
    );

    /// @notice The receipts are of different executions, or say the same.
    error EquivocationNone(bytes32 first, bytes32 second);
    /// @notice The receipt does not stand at place `index` of the batch with this root.
    error EquivocationProof(bytes32 root, uint256 index);
    /// @notice The batches were signed by different keys; 0 for a signature that is malformed.
    error EquivocationSigners(address first, address second);

    /// @dev The key that signed both; reverts where they do not contradict each other.
    function signerOf(
        address router,
        Statement calldata first,
        Statement calldata second
    ) internal view returns (address signer) {
        if (!contradict(first.receipt, second.receipt)) {
            revert EquivocationNone(first.receipt.hash(), second.receipt.hash());
        }
        bytes32 domain = _domainOf(router);
        signer = _signerOf(domain, first);
        address other = _signerOf(domain, second);
        if (signer != other || signer == address(0)) revert EquivocationSigners(signer, other);
    }

    /// @dev Whether two receipts are of the same execution and state but differ in what came out.
    function contradict(Receipt calldata first, Receipt calldata second) internal pure returns (bool) {
        return _groundsOf(first) == _groundsOf(second) && _findingsOf(first) != _findingsOf(second);
    }

    function _groundsOf(Receipt calldata receipt) private pure returns (bytes32) {
        return
            keccak256(
                abi.encode(
                    receipt.commitment,
                    receipt.stateSeq,
                    receipt.stateRootBefore,
                    receipt.transcriptRoot
                )
            );
    }

    function _findingsOf(Receipt calldata receipt) private pure returns (bytes32) {
        return
            keccak256(
                abi.encode(receipt.outcome, receipt.resultHash, receipt.fuelUsed, receipt.stateRootAfter)
            );
    }

    function _signerOf(bytes32 domain, Statement calldata statement) private view returns (address) {
        Batch calldata batch = statement.batch;
        bytes32 root = statement.receipt.hash().rootOf(statement.index, batch.count, statement.proof);
        if (root == 0 || root != batch.root) revert EquivocationProof(batch.root, statement.index);
        bytes32 signed = FunctionHashes.hashBatch(batch.epoch, batch.root, batch.count);
        return
            CompactSignature.recover(MessageHashUtils.toTypedDataHash(domain, signed), statement.signature);
    }

    /// @dev A router tells its name and version, but its address is not its own to tell: no router can pass what was signed
    /// for another one off as signed for itself.
    function _domainOf(address router) private view returns (bytes32) {
        (, string memory name, string memory version, , , , ) = IERC5267(router).eip712Domain();
        return
            keccak256(
                abi.encode(
                    DOMAIN_TYPEHASH,
                    keccak256(bytes(name)),
                    keccak256(bytes(version)),
                    block.chainid,
                    router
                )
            );
    }
}
