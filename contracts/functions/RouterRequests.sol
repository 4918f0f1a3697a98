// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import {EIP712} from "@openzeppelin/contracts/utils/cryptography/EIP712.sol";
import {Math} from "@openzeppelin/contracts/utils/math/Math.sol";
import {SafeCast} from "@openzeppelin/contracts/utils/math/SafeCast.sol";
import {FunctionHashes} from "./FunctionHashes.sol";
import {IFunctionRegistry} from "./IFunctionRegistry.sol";
import {IFunctionRouter} from "./IFunctionRouter.sol";
import {Pricing} from "./Pricing.sol";
import {RequestLog} from "./RequestLog.sol";
import {RouterCommitments} from "./RouterCommitments.sol";
import {RouterFees} from "./RouterFees.sol";
import {RouterTerms} from "./RouterTerms.sol";
import {Call, Program, Request, Task} from "./FunctionTypes.sol";
import {Admission, newAdmission} from "./types/Admission.sol";
import {Callback, packCallback} from "./types/Callback.sol";
import {Gate} from "./types/Gate.sol";
import {Limits, packLimits} from "./types/Limits.sol";
import {packMoment} from "./types/Moment.sol";
import {CAPPED_FLAG, PAID_FLAG, packPayer} from "./types/Payer.sol";

/// @title The consumer's side of the router: what a call may cost, and making it.
abstract contract RouterRequests is RouterTerms, RouterFees, EIP712 {
    using FunctionHashes for *;
    using SafeCast for uint256;

    /// @notice Longest calldata of a call, in bytes.
    uint256 public constant MAX_CALLDATA_BYTES = 65_536;
    /// @notice Longest result that a call may ask for, in bytes.
    uint256 public constant MAX_RESULT_BYTES = 65_536;
    /// @notice Most gas of a callback: a batch of one stays below the 2^24 gas of a transaction (EIP-7825).
    uint256 public constant MAX_CALLBACK_GAS = 10_000_000;
    /// @notice Most wei of a request's fixed fee and fuel: what a till holds of a single receipt.
    uint256 public constant MAX_FEES = type(uint80).max;

    mapping(bytes32 program => Admission) private _admissions;

    /// @inheritdoc IFunctionRouter
    function admit(
        uint256 functionId,
        uint32 version,
        bytes32 executionDomain
    ) external returns (bytes32 program) {
        IFunctionRegistry.Version memory record = registry.versionOf(functionId, version);
        if (record.flags != 0) revert RouterUnsupported(functionId, version, record.flags);
        uint8 domain = _requireDomain(executionDomain);
        program = Program(functionId, version, record.codeHash, executionDomain).hash();
        if (_admissions[program].isAdmitted()) return program;
        _admissions[program] = newAdmission(functionId.toUint48(), record.royaltyShare, domain);
        emit ProgramAdmitted(program, functionId, version, record.codeHash, executionDomain);
    }

    /// @inheritdoc IFunctionRouter
    function quote(Call calldata call) external view returns (Quote memory) {
        Request memory priced = _price(call);
        return
            Quote({
                fixedFee: priced.prices.fixedFee(),
                fuelFee: Pricing.maxFuelFee(priced.prices, priced.limits),
                byteFee: Pricing.maxByteFee(priced.prices, priced.limits),
                gasFee: Pricing.maxGasFee(priced.callback, priced.limits),
                total: _escrow(priced)
            });
    }

    /// @inheritdoc IFunctionRouter
    function request(address account, Call calldata call, uint256 maxCost) external returns (bytes32) {
        Request memory priced = _price(call);
        uint256 cost = _escrow(priced);
        if (cost > maxCost) revert RouterCost(cost, maxCost);
        bool capped = _spendAllowance(account, msg.sender, cost);
        return _open(priced, call, account, account, cost, capped ? CAPPED_FLAG : 0);
    }

    /// @inheritdoc IFunctionRouter
    function requestPaid(address refundTo, Call calldata call) external payable returns (bytes32) {
        Request memory priced = _price(call);
        uint256 cost = _escrow(priced);
        if (cost > msg.value) revert RouterCost(cost, msg.value);
        if (refundTo == address(0)) revert RouterZeroAddress();
        _accept(msg.value);
        if (msg.value > cost) _deposit(refundTo, msg.value - cost);
        return _open(priced, call, msg.sender, refundTo, 0, PAID_FLAG);
    }

    /// @inheritdoc IFunctionRouter
    function isAdmitted(bytes32 program) external view returns (bool) {
        Admission admission = _admissions[program];
        return admission.isAdmitted() && _gate.allows(admission.domain());
    }

    /// @inheritdoc IFunctionRouter
    function hashRequest(
        Request calldata request_
    ) public view override(IFunctionRouter, RouterCommitments) returns (bytes32) {
        return _hashTypedDataV4(request_.hashCalldata());
    }

    function _guardian() internal view override returns (address) {
        return operatorSet.guardian();
    }

    function _quorumChanged(uint256 quorum) internal override {
        _gate = _gate.withSignatures(uint8(quorum));
    }

    function _escrow(Request memory priced) private pure returns (uint256) {
        return Pricing.escrow(priced.callback, priced.prices, priced.limits);
    }

    /// @dev What of a header decides its cost: the call, the terms of this moment, the program's royalty.
    function _price(Call calldata call) private view returns (Request memory priced) {
        (Gate gate, bytes32 program) = (_gate, call.program);
        Admission admission = _admissions[program];
        if (!admission.isAdmitted()) revert RouterProgram(program);
        if (!gate.allows(admission.domain())) revert RouterDomain(_domainAt(admission.domain()));
        if (block.timestamp < gate.pausedUntil()) revert RouterPaused(gate.pausedUntil());
        _checkDeadline(call.deadline, gate);
        priced.callback = _callbackOf(call, gate.minGasPriceCap());
        priced.prices = _prices.withRoyaltyShare(Math.min(admission.royaltyShare(), gate.maxRoyaltyShare()));
        priced.limits = _limitsOf(call, admission.functionId(), gate.signatures());
        uint256 fees = Pricing.maxSharedFees(priced.prices, priced.limits);
        if (fees > MAX_FEES) revert RouterFeeLimit(fees, MAX_FEES);
    }

    function _checkDeadline(uint256 deadline, Gate gate) private view {
        unchecked {
            uint256 earliest = block.timestamp + gate.minDuration();
            uint256 latest = block.timestamp + gate.maxDuration();
            if (deadline < earliest || deadline > latest) revert RouterDeadline(deadline, earliest, latest);
        }
    }

    function _callbackOf(Call calldata call, uint256 minGasPriceCap) private view returns (Callback) {
        (uint32 gasLimit, uint64 gasPriceCap) = (call.callbackGasLimit, call.gasPriceCap);
        if (gasLimit > MAX_CALLBACK_GAS) revert RouterCallbackGas(gasLimit, MAX_CALLBACK_GAS);
        if (gasPriceCap < minGasPriceCap) revert RouterGasPriceCap(gasPriceCap, minGasPriceCap);
        return packCallback(msg.sender, gasLimit, gasPriceCap);
    }

    function _limitsOf(
        Call calldata call,
        uint48 functionId,
        uint256 signatures
    ) private pure returns (Limits) {
        (uint256 dataBytes, uint256 resultBytes) = (call.data.length, call.maxResultBytes);
        if (dataBytes > MAX_CALLDATA_BYTES) revert RouterCalldataLength(dataBytes, MAX_CALLDATA_BYTES);
        if (resultBytes > MAX_RESULT_BYTES) revert RouterResultLength(resultBytes, MAX_RESULT_BYTES);
        uint256 overheadGas = Pricing.overheadGas(signatures, resultBytes);
        return packLimits(functionId, call.fuelLimit, resultBytes, dataBytes, overheadGas);
    }

    /// @dev Numbers the request, stores its id and tells the operators.
    function _open(
        Request memory opened,
        Call calldata call,
        address account,
        address refundTo,
        uint256 escrow,
        uint256 flags
    ) private returns (bytes32 id) {
        (uint256 sequence, uint256 slot) = _reserve(account, escrow);
        bytes calldata data = call.data;
        Task memory task = _taskOf(call, data);
        opened.payer = packPayer(refundTo, sequence, call.deadline, slot, flags);
        (opened.tag, opened.task) = (call.tag, task.hash());
        id = _hashTypedDataV4(opened.hash());
        _commit(account, slot, id);
        RequestLog.write(id, account, opened, task, data);
    }

    function _taskOf(Call calldata call, bytes calldata data) private view returns (Task memory) {
        return
            Task({
                program: call.program,
                calldataHash: FunctionHashes.hashBytes(data),
                moment: packMoment(block.number, block.timestamp, call.mode),
                prevrandao: bytes32(block.prevrandao),
                extension: 0
            });
    }
}
