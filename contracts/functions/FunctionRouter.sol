// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import {EIP712} from "@openzeppelin/contracts/utils/cryptography/EIP712.sol";
import {BoundedCall} from "./BoundedCall.sol";
import {FunctionHashes} from "./FunctionHashes.sol";
import {IFunctionConsumer} from "./IFunctionConsumer.sol";
import {IFunctionRegistry} from "./IFunctionRegistry.sol";
import {IFunctionRouter} from "./IFunctionRouter.sol";
import {IOperatorSet} from "./IOperatorSet.sol";
import {Pricing} from "./Pricing.sol";
import {RouterFees} from "./RouterFees.sol";
import {RouterRequests} from "./RouterRequests.sol";
import {RouterTerms} from "./RouterTerms.sol";
import {Batch, Fulfilment, Quorum, Receipt, RequestHeader} from "./FunctionTypes.sol";

/**
 * @title The router: takes requests with their escrow, settles signed receipts, calls consumers back.
 * @notice Money cannot strand: a request ends by fulfilment or, after its deadline, by an expiry that anyone may call.
 */
contract FunctionRouter is RouterRequests {
    using FunctionHashes for *;

    /// @dev What the call itself costs before the callee gets its gas: a cold account, and one it delegates to (EIP-7702).
    uint256 private constant CALL_GAS = 8_000;
    /// @dev What is needed after a callback to settle its request and end a batch of one, where every slot is a fresh one.
    uint256 private constant FINISH_GAS = 140_000;
    uint256 private constant MAX_REASON_BYTES = 256;

    /// @dev Sums over a batch, written once at its end.
    struct Totals {
        uint256 reimbursed;
        uint256 operators;
        uint256 treasury;
    }

    constructor(
        address owner_,
        IFunctionRegistry registry_,
        IOperatorSet operatorSet_,
        Terms memory terms_,
        bytes32 executionDomain
    )
        RouterTerms(owner_, terms_, executionDomain)
        RouterFees(registry_, operatorSet_)
        EIP712("Althing FunctionRouter", "1")
    {}

    /// @inheritdoc IFunctionRouter
    function fulfill(
        Fulfilment[] calldata fulfilments,
        uint32 epoch,
        Quorum calldata quorum
    ) external nonReentrant {
        if (!operatorSet.isSender(msg.sender)) revert RouterNotSender(msg.sender);
        (uint256 operators, uint256 signatures) = _checkBatch(fulfilments, epoch, quorum);
        (bool[] memory live, uint256 settled) = _close(fulfilments);
        uint256 batchShare = Pricing.batchGas(signatures) / settled;
        Totals memory totals;
        for (uint256 i = 0; i < fulfilments.length; ++i) {
            if (live[i]) _settle(fulfilments[i], batchShare, totals);
        }
        _accrue(epoch, operators, totals.operators, totals.treasury);
        _credit(msg.sender, totals.reimbursed);
    }

    /// @inheritdoc IFunctionRouter
    function expire(RequestHeader[] calldata headers) external nonReentrant {
        uint256 expired = 0;
        for (uint256 i = 0; i < headers.length; ++i) {
            bytes32 id = hashRequest(headers[i]);
            if (!isLive[id] || block.timestamp <= headers[i].deadline) continue;
            delete isLive[id];
            uint256 refunded = Pricing.escrow(headers[i]);
            _refund(headers[i], refunded);
            emit Expired(id, headers[i].refundTo, refunded);
            ++expired;
        }
        if (expired == 0) revert RouterNothingSettled();
    }

    /// @inheritdoc IFunctionRouter
    function verify(
        Batch calldata batch,
        Receipt calldata receipt,
        uint256 index,
        bytes32[] calldata proof,
        Quorum calldata quorum
    ) external view returns (bool) {
        operatorSet.check(batch.epoch, hashBatch(batch), quorum);
        return batch.root != 0 && receipt.hash().rootOf(index, batch.count, proof) == batch.root;
    }

    /// @inheritdoc IFunctionRouter
    function escrowOf(RequestHeader calldata header) external pure returns (uint256) {
        return Pricing.escrow(header);
    }

    /// @inheritdoc IFunctionRouter
    function hashBatch(Batch memory batch) public view returns (bytes32) {
        return _hashTypedDataV4(batch.hash());
    }

    /// @dev Holds what the submitter brought against what the operators signed.
    function _checkBatch(
        Fulfilment[] calldata fulfilments,
        uint32 epoch,
        Quorum calldata quorum
    ) private view returns (uint256 operators, uint256 signatures) {
        uint256 count = fulfilments.length;
        if (count == 0) revert RouterEmptyBatch();
        bytes32[] memory leaves = new bytes32[](count);
        for (uint256 i = 0; i < count; ++i) leaves[i] = _checkFulfilment(fulfilments[i]);
        bytes32 digest = hashBatch(Batch(epoch, leaves.root(), uint32(count)));
        return operatorSet.check(epoch, digest, quorum);
    }

    function _checkFulfilment(Fulfilment calldata fulfilment) private view returns (bytes32 leaf) {
        Receipt calldata receipt = fulfilment.receipt;
        bytes32 id = hashRequest(fulfilment.header);
        if (id != receipt.commitment) revert RouterCommitment(id, receipt.commitment);
        bytes32 resultHash = keccak256(fulfilment.result);
        if (resultHash != receipt.resultHash) revert RouterResultHash(id, resultHash, receipt.resultHash);
        return receipt.hash();
    }

    /// @dev Frees the slots of the batch's live requests before any callback runs. A double is live only once.
    function _close(Fulfilment[] calldata fulfilments) private returns (bool[] memory live, uint256 settled) {
        live = new bool[](fulfilments.length);
        for (uint256 i = 0; i < fulfilments.length; ++i) {
            Fulfilment calldata fulfilment = fulfilments[i];
            bytes32 id = fulfilment.receipt.commitment;
            live[i] =
                isLive[id] &&
                block.timestamp <= fulfilment.header.deadline &&
                Pricing.isValid(fulfilment.header, fulfilment.receipt, fulfilment.result.length);
            if (!live[i]) {
                emit Skipped(id);
                continue;
            }
            delete isLive[id];
            ++settled;
        }
        if (settled == 0) revert RouterNothingSettled();
    }

    /**
     * @dev The callback and the writes of the settlement are measured, so everything but the fees is refunded first and
     * the reimbursement taken back out of it; no call stands between the two.
     */
    function _settle(Fulfilment calldata fulfilment, uint256 batchShare, Totals memory totals) private {
        uint256 had = gasleft();
        RequestHeader memory header = fulfilment.header;
        uint256 resultBytes = fulfilment.result.length;
        _callBack(header, fulfilment);
        Pricing.Fees memory fees = Pricing.fees(header, fulfilment.receipt, resultBytes);
        uint256 refunded = Pricing.escrow(header) - fees.total;
        _accrueRoyalty(header.functionId, fees.royalty);
        _refund(header, refunded);
        uint256 gasUsed = Pricing.receiptGas(batchShare, resultBytes, had - gasleft());
        uint256 reimbursed = Pricing.reimbursement(header, gasUsed);
        _takeBack(header, reimbursed);
        totals.reimbursed += reimbursed;
        totals.operators += fees.operators;
        totals.treasury += fees.treasury;
        _announce(fulfilment, fees.total + reimbursed, refunded - reimbursed, reimbursed);
    }

    function _announce(
        Fulfilment calldata fulfilment,
        uint256 charged,
        uint256 refunded,
        uint256 reimbursed
    ) private {
        Receipt calldata receipt = fulfilment.receipt;
        emit Settled(
            receipt.commitment,
            fulfilment.header.functionId,
            receipt.outcome,
            receipt.fuelUsed,
            charged,
            refunded,
            reimbursed
        );
    }

    function _refund(RequestHeader memory header, uint256 amount) private {
        _credit(header.refundTo, amount);
        _restoreAllowance(header.account, header.consumer, amount);
    }

    function _takeBack(RequestHeader memory header, uint256 amount) private {
        _debit(header.refundTo, amount);
        _useAllowance(header.account, header.consumer, amount);
    }

    /**
     * @dev A submitter must not be able to fail a callback by sending little gas: where 63/64 of what is left would
     * not cover the callback's limit, the whole transaction reverts and nothing is recorded.
     */
    function _callBack(RequestHeader memory header, Fulfilment calldata fulfilment) private {
        uint256 gasLimit = header.callbackGasLimit;
        if (gasLimit == 0) return;
        Receipt calldata receipt = fulfilment.receipt;
        bytes memory data = abi.encodeCall(
            IFunctionConsumer.onFunctionResult,
            (receipt.commitment, receipt.outcome, fulfilment.result)
        );
        uint256 needed = (gasLimit * 64) / 63 + CALL_GAS + FINISH_GAS;
        if (gasleft() < needed) revert RouterGas(receipt.commitment, gasleft(), needed);
        (bool success, bytes memory reason) = BoundedCall.tryCall(
            header.consumer,
            gasLimit,
            data,
            MAX_REASON_BYTES
        );
        if (!success) emit CallbackFailed(receipt.commitment, header.consumer, reason);
    }
}
