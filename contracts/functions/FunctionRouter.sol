// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import {EIP712} from "@openzeppelin/contracts/utils/cryptography/EIP712.sol";
import {MessageHashUtils} from "@openzeppelin/contracts/utils/cryptography/MessageHashUtils.sol";
import {BoundedCall} from "./BoundedCall.sol";
import {FunctionHashes} from "./FunctionHashes.sol";
import {IFunctionConsumer} from "./IFunctionConsumer.sol";
import {IFunctionRegistry} from "./IFunctionRegistry.sol";
import {IFunctionRouter} from "./IFunctionRouter.sol";
import {IOperatorSet} from "./IOperatorSet.sol";
import {Pricing} from "./Pricing.sol";
import {RouterFees} from "./RouterFees.sol";
import {RouterOperators} from "./RouterOperators.sol";
import {RouterRequests} from "./RouterRequests.sol";
import {RouterTerms} from "./RouterTerms.sol";
import {Batch, Fulfilment, Quorum, Receipt, Request} from "./FunctionTypes.sol";
import {Callback} from "./types/Callback.sol";
import {Outcome} from "./types/Enums.sol";
import {Limits} from "./types/Limits.sol";
import {Payer} from "./types/Payer.sol";
import {Prices} from "./types/Prices.sol";
import {Till} from "./types/Till.sol";
import {Verdict} from "./types/Verdict.sol";

/**
 * @title The router: takes requests with their escrow, settles signed receipts, calls consumers back.
 * @notice Money cannot strand: a request ends by fulfilment or, after its deadline, by an expiry that anyone may call.
 */
contract FunctionRouter is RouterRequests {
    using FunctionHashes for *;

    /**
     * @dev A batch whose requests are ended and not yet settled.
     * @param ids Of the requests that are to be settled; 0 where there is nothing to settle.
     * @param gasOf Gas that ending each took: it depends on who else in the batch has the same account.
     * @param batchShare Gas of what the batch pays once, for each.
     */
    struct Closed {
        bytes32[] ids;
        uint256[] gasOf;
        bytes32 root;
        uint256 settled;
        uint256 batchShare;
    }

    /// @dev What the call itself costs before the callee gets its gas: a cold account, and one it delegates to (EIP-7702).
    uint256 private constant CALL_GAS = 8_000;
    /// @dev What is needed after a callback to settle its request and end a batch of one, where every slot is a fresh one.
    uint256 private constant FINISH_GAS = 155_000;
    uint256 private constant MAX_REASON_BYTES = 256;

    mapping(bytes32 id => bytes32 leaf) private _undelivered;

    constructor(
        address owner_,
        IFunctionRegistry registry_,
        IOperatorSet operatorSet_,
        Terms memory terms_,
        bytes32 executionDomain
    )
        RouterTerms(owner_, terms_, executionDomain)
        RouterFees(registry_)
        RouterOperators(operatorSet_)
        EIP712("Althing FunctionRouter", "1")
    {}

    /// @inheritdoc IFunctionRouter
    function fulfill(
        Fulfilment[] calldata fulfilments,
        uint32 epoch,
        Quorum calldata quorum,
        uint256 submitter
    ) external nonReentrant {
        bytes32 domain = _domainSeparatorV4();
        Closed memory closed = _closeAll(fulfilments, domain);
        if (closed.settled == 0) revert RouterNothingSettled();
        bytes32 batch = FunctionHashes.hashBatch(epoch, closed.root, fulfilments.length);
        bytes32 digest = MessageHashUtils.toTypedDataHash(domain, batch);
        uint256 signatures = _checkSubmission(epoch, digest, quorum, submitter);
        closed.batchShare = Pricing.batchGas(signatures) / closed.settled;
        for (uint256 i = 0; i < fulfilments.length; ++i) {
            if (closed.ids[i] != 0) _settle(fulfilments[i], closed, i, epoch);
        }
    }

    /// @inheritdoc IFunctionRouter
    function expire(Request[] calldata requests) external nonReentrant {
        uint256 expired = 0;
        for (uint256 i = 0; i < requests.length; ++i) if (_expire(requests[i])) ++expired;
        if (expired == 0) revert RouterNothingSettled();
    }

    /// @inheritdoc IFunctionRouter
    function deliver(
        Request calldata request_,
        Verdict verdict,
        bytes calldata result
    ) external nonReentrant {
        bytes32 id = hashRequest(request_);
        bytes32 leaf = verdict.hashStateless(id, result);
        if (_undelivered[id] != leaf) revert RouterNotUndelivered(id, leaf, _undelivered[id]);
        delete _undelivered[id];
        address consumer = request_.callback.consumer();
        emit Delivered(id, consumer);
        IFunctionConsumer(consumer).onFunctionResult(
            id,
            request_.tag,
            Outcome(verdict.outcomeCode()),
            result
        );
    }

    /// @inheritdoc IFunctionRouter
    function undeliveredOf(bytes32 id) external view returns (bytes32 leaf) {
        return _undelivered[id];
    }

    /// @inheritdoc IFunctionRouter
    function verify(
        Batch calldata batch,
        Receipt calldata receipt,
        uint256 index,
        bytes32[] calldata proof,
        Quorum calldata quorum
    ) external view returns (bool) {
        _checkQuorum(batch.epoch, hashBatch(batch), quorum);
        return batch.root != 0 && receipt.hash().rootOf(index, batch.count, proof) == batch.root;
    }

    /// @inheritdoc IFunctionRouter
    function escrowOf(Request calldata request_) external pure returns (uint256) {
        return _escrowOf(request_);
    }

    /// @inheritdoc IFunctionRouter
    function hashBatch(Batch memory batch) public view returns (bytes32) {
        return _hashTypedDataV4(FunctionHashes.hashBatch(batch.epoch, batch.root, batch.count));
    }

    /**
     * @dev Ends the batch's live requests before any callback runs, and hashes what operators must have signed: in one
     * pass, as a revert undoes it.
     */
    function _closeAll(
        Fulfilment[] calldata fulfilments,
        bytes32 domain
    ) private returns (Closed memory closed) {
        uint256 count = fulfilments.length;
        if (count == 0) revert RouterEmptyBatch();
        closed.ids = new bytes32[](count);
        closed.gasOf = new uint256[](count);
        bytes32[] memory leaves = new bytes32[](count);
        for (uint256 i = 0; i < count; ++i) {
            uint256 had = gasleft();
            Fulfilment calldata fulfilment = fulfilments[i];
            (Request calldata request_, Verdict verdict) = (fulfilment.request, fulfilment.verdict);
            bytes calldata result = fulfilment.result;
            bytes32 id = MessageHashUtils.toTypedDataHash(domain, request_.hashCalldata());
            leaves[i] = verdict.hashStateless(id, result);
            if (!_end(request_, verdict, result.length, id)) {
                emit Skipped(id);
                continue;
            }
            closed.ids[i] = id;
            unchecked {
                ++closed.settled;
                closed.gasOf[i] = had - gasleft();
            }
        }
        closed.root = leaves.root();
    }

    function _end(
        Request calldata request_,
        Verdict verdict,
        uint256 resultBytes,
        bytes32 id
    ) private returns (bool) {
        Payer payer = request_.payer;
        if (block.timestamp > payer.deadline()) return false;
        if (!Pricing.isValid(request_.limits, verdict, resultBytes)) return false;
        return _close(_accountOf(request_.callback, payer), payer.slot(), id);
    }

    function _settle(
        Fulfilment calldata fulfilment,
        Closed memory closed,
        uint256 index,
        uint32 epoch
    ) private {
        uint256 had = gasleft() + closed.gasOf[index];
        bytes32 id = closed.ids[index];
        (Request calldata request_, Verdict verdict) = (fulfilment.request, fulfilment.verdict);
        _callBack(request_, id, verdict, fulfilment.result);
        (uint256 fees, TillSlot storage slot, Till till) = _charge(
            request_,
            verdict,
            fulfilment.result.length,
            epoch
        );
        uint256 reimbursed = _reimburse(request_, fees, closed.batchShare, fulfilment.result.length, had);
        _earnGas(slot, till, reimbursed);
        unchecked {
            emit Settled(id, verdict, fees + reimbursed, reimbursed);
        }
    }

    function _charge(
        Request calldata request_,
        Verdict verdict,
        uint256 resultBytes,
        uint32 epoch
    ) private returns (uint256 fees, TillSlot storage slot, Till till) {
        (Prices prices, Limits limits) = (request_.prices, request_.limits);
        uint256 shared = Pricing.sharedFees(prices, verdict);
        uint256 byteFees = Pricing.byteFees(prices, limits, verdict, resultBytes);
        unchecked {
            fees = shared + byteFees;
        }
        (slot, till) = _earnFees(epoch, limits.functionId(), prices.emptyTill(), shared, byteFees);
    }

    /**
     * @dev Takes the submitter's gas out of what `fees` leave of the escrow and refunds the rest. Ending the request, its
     * callback and the writes of its settlement are measured, as if all began with `had` gas left. What a refund costs
     * is known where it goes to the account that the request was just ended in; elsewhere all that the fees leave is
     * refunded first, measured, and the reimbursement taken back out of it. No call stands between the two.
     */
    function _reimburse(
        Request calldata request_,
        uint256 fees,
        uint256 batchShare,
        uint256 resultBytes,
        uint256 had
    ) private returns (uint256 reimbursed) {
        (Callback callback, Prices prices) = (request_.callback, request_.prices);
        // Fees and reimbursement are at most what the escrow holds for each, and gas only falls.
        unchecked {
            uint256 most = Pricing.maxGasFee(callback, request_.limits);
            uint256 rest = Pricing.maxFees(prices, request_.limits) + most - fees;
            bool measured = request_.payer.isMeasured();
            if (measured) _refund(request_, rest);
            uint256 gasUsed = Pricing.receiptGas(batchShare, resultBytes, had - gasleft());
            reimbursed = Pricing.reimbursement(callback, prices, most, gasUsed);
            if (measured) _takeBack(request_, reimbursed);
            else _credit(request_.payer.refundTo(), rest - reimbursed);
        }
    }

    function _expire(Request calldata request_) private returns (bool) {
        bytes32 id = hashRequest(request_);
        Payer payer = request_.payer;
        if (block.timestamp <= payer.deadline()) return false;
        if (!_close(_accountOf(request_.callback, payer), payer.slot(), id)) return false;
        uint256 refunded = _escrowOf(request_);
        _refund(request_, refunded);
        emit Expired(id, payer.refundTo(), refunded);
        return true;
    }

    function _escrowOf(Request calldata request_) private pure returns (uint256) {
        return Pricing.escrow(request_.callback, request_.prices, request_.limits);
    }

    function _refund(Request calldata request_, uint256 amount) private {
        Payer payer = request_.payer;
        _credit(payer.refundTo(), amount);
        if (payer.isCapped()) _restoreAllowance(payer.refundTo(), request_.callback.consumer(), amount);
    }

    function _takeBack(Request calldata request_, uint256 amount) private {
        Payer payer = request_.payer;
        _debit(payer.refundTo(), amount);
        if (payer.isCapped()) _useAllowance(payer.refundTo(), request_.callback.consumer(), amount);
    }

    /**
     * @dev A submitter must not be able to fail a callback by sending little gas: where 63/64 of what is left would
     * not cover the callback's limit, the whole transaction reverts and nothing is recorded.
     */
    function _callBack(
        Request calldata request_,
        bytes32 id,
        Verdict verdict,
        bytes calldata result
    ) private {
        Callback callback = request_.callback;
        uint256 gasLimit = callback.gasLimit();
        if (gasLimit == 0) return;
        uint256 needed;
        unchecked {
            needed = (gasLimit * 64) / 63 + CALL_GAS + FINISH_GAS;
        }
        bytes memory data = abi.encodeCall(
            IFunctionConsumer.onFunctionResult,
            (id, request_.tag, Outcome(verdict.outcomeCode()), result)
        );
        if (gasleft() < needed) revert RouterGas(id, gasleft(), needed);
        (bool success, bytes memory reason) = BoundedCall.tryCall(
            callback.consumer(),
            gasLimit,
            data,
            MAX_REASON_BYTES
        );
        if (success) return;
        _undelivered[id] = verdict.hashStateless(id, result);
        emit CallbackFailed(id, callback.consumer(), reason);
    }
}
