// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import {EIP712} from "@openzeppelin/contracts/utils/cryptography/EIP712.sol";
import {Math} from "@openzeppelin/contracts/utils/math/Math.sol";
import {FunctionHashes} from "./FunctionHashes.sol";
import {IFunctionRegistry} from "./IFunctionRegistry.sol";
import {IFunctionRouter} from "./IFunctionRouter.sol";
import {Pricing} from "./Pricing.sol";
import {RouterFees} from "./RouterFees.sol";
import {RouterTerms} from "./RouterTerms.sol";
import {Call, RequestHeader} from "./FunctionTypes.sol";

/// @title The consumer's side of the router: what a call may cost, and making it.
abstract contract RouterRequests is RouterTerms, RouterFees, EIP712 {
    using FunctionHashes for RequestHeader;

    /// @notice Longest calldata of a call, in bytes.
    uint256 public constant MAX_CALLDATA_BYTES = 65_536;
    /// @notice Longest result that a call may ask for, in bytes.
    uint256 public constant MAX_RESULT_BYTES = 65_536;
    /// @notice Most gas of a callback: a batch of one stays below the 2^24 gas of a transaction (EIP-7825).
    uint256 public constant MAX_CALLBACK_GAS = 10_000_000;

    mapping(bytes32 id => bool) public isLive;

    /// @inheritdoc IFunctionRouter
    function quote(Call calldata call) external view returns (Quote memory) {
        RequestHeader memory header = _price(call);
        return
            Quote({
                fixedFee: header.fixedFee,
                fuelFee: Pricing.maxFuelFee(header),
                byteFee: Pricing.maxByteFee(header),
                gasFee: Pricing.maxGasFee(header),
                total: Pricing.escrow(header)
            });
    }

    /// @inheritdoc IFunctionRouter
    function request(address account, Call calldata call, uint256 maxCost) external returns (bytes32) {
        RequestHeader memory header = _price(call);
        uint256 cost = Pricing.escrow(header);
        if (cost > maxCost) revert RouterCost(cost, maxCost);
        _spendAllowance(account, msg.sender, cost);
        _debit(account, cost);
        (header.account, header.refundTo) = (account, account);
        return _open(header, call.data);
    }

    /// @inheritdoc IFunctionRouter
    function requestPaid(address refundTo, Call calldata call) external payable returns (bytes32) {
        RequestHeader memory header = _price(call);
        uint256 cost = Pricing.escrow(header);
        if (cost > msg.value) revert RouterCost(cost, msg.value);
        _accept(msg.value);
        if (msg.value > cost) _deposit(refundTo, msg.value - cost);
        (header.account, header.refundTo) = (msg.sender, refundTo);
        return _open(header, call.data);
    }

    /// @inheritdoc IFunctionRouter
    function hashRequest(RequestHeader memory header) public view returns (bytes32) {
        return _hashTypedDataV4(header.hash());
    }

    /// @dev Everything of a header but who pays: the call, the terms of this moment, the version's record.
    function _price(Call calldata call) private view returns (RequestHeader memory header) {
        Terms memory now_ = terms();
        _checkCall(call, now_);
        _fillCall(header, call);
        _fillVersion(header, now_.maxRoyaltyShare);
        (, uint256 quorum) = operatorSet.size();
        header.overheadGas = uint32(Pricing.overheadGas(quorum, call.maxResultBytes));
        header.fixedFee = now_.fixedFee;
        header.fuelPrice = now_.fuelPrice;
        header.bytePrice = now_.bytePrice;
        header.tipCap = now_.tipCap;
        header.treasuryShare = now_.treasuryShare;
        header.blockNumber = uint64(block.number);
        header.timestamp = uint64(block.timestamp);
        header.prevrandao = bytes32(block.prevrandao);
    }

    function _checkCall(Call calldata call, Terms memory now_) private view {
        if (!isDomainAllowed[call.executionDomain]) revert RouterDomain(call.executionDomain);
        if (call.data.length > MAX_CALLDATA_BYTES)
            revert RouterCalldataLength(call.data.length, MAX_CALLDATA_BYTES);
        if (call.maxResultBytes > MAX_RESULT_BYTES)
            revert RouterResultLength(call.maxResultBytes, MAX_RESULT_BYTES);
        if (call.callbackGasLimit > MAX_CALLBACK_GAS)
            revert RouterCallbackGas(call.callbackGasLimit, MAX_CALLBACK_GAS);
        if (call.gasPriceCap < now_.minGasPriceCap)
            revert RouterGasPriceCap(call.gasPriceCap, now_.minGasPriceCap);
        uint256 earliest = block.timestamp + now_.minDuration;
        uint256 latest = block.timestamp + now_.maxDuration;
        if (call.deadline < earliest || call.deadline > latest)
            revert RouterDeadline(call.deadline, earliest, latest);
    }

    function _fillCall(RequestHeader memory header, Call calldata call) private pure {
        header.functionId = call.functionId;
        header.version = call.version;
        header.executionDomain = call.executionDomain;
        header.mode = call.mode;
        header.calldataHash = keccak256(call.data);
        header.calldataBytes = uint32(call.data.length);
        header.fuelLimit = call.fuelLimit;
        header.maxResultBytes = call.maxResultBytes;
        header.callbackGasLimit = call.callbackGasLimit;
        header.gasPriceCap = call.gasPriceCap;
        header.deadline = call.deadline;
    }

    function _fillVersion(RequestHeader memory header, uint16 maxRoyaltyShare) private view {
        IFunctionRegistry.Version memory version = registry.versionOf(header.functionId, header.version);
        if (version.flags != 0) revert RouterUnsupported(header.functionId, header.version, version.flags);
        header.codeHash = version.codeHash;
        header.royaltyShare = uint16(Math.min(version.royaltyShare, maxRoyaltyShare));
    }

    /// @dev Numbers the request, stores its id and tells the operators.
    function _open(RequestHeader memory header, bytes calldata data) private returns (bytes32 id) {
        if (header.refundTo == address(0)) revert RouterZeroAddress();
        header.consumer = msg.sender;
        header.sequence = _nextSequence(header.account);
        id = hashRequest(header);
        isLive[id] = true;
        emit Requested(id, header.account, header.functionId, header, data);
    }
}
