// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import {FunctionHashes} from "../../contracts/functions/FunctionHashes.sol";
import {FunctionRegistry} from "../../contracts/functions/FunctionRegistry.sol";
import {FunctionRouter} from "../../contracts/functions/FunctionRouter.sol";
import {
    Batch,
    Call,
    Fulfilment,
    Mode,
    Outcome,
    Quorum,
    Receipt,
    RequestHeader
} from "../../contracts/functions/FunctionTypes.sol";
import {IFunctionRegistry} from "../../contracts/functions/IFunctionRegistry.sol";
import {IFunctionRouter} from "../../contracts/functions/IFunctionRouter.sol";
import {IOperatorSet} from "../../contracts/functions/IOperatorSet.sol";
import {OperatorSet} from "../../contracts/functions/OperatorSet.sol";
import {IVm, VM} from "../helpers/IVm.sol";

/// @title What goes into a request's escrow comes out of it or is still held, at any price and however it ends.
contract EscrowFuzzTest {
    error NotEqual(uint256 left, uint256 right);
    error NotAtMost(uint256 left, uint256 right);

    /// @dev Raw choices of the fuzzer, each brought into its bounds where it is used.
    struct Choices {
        uint8 operators;
        uint96 fixedFee;
        uint32 fuelPrice;
        uint64 bytePrice;
        uint16 treasuryShare;
        uint16 royaltyShare;
        uint8 calldataBytes;
        uint64 fuelLimit;
        uint64 fuelUsed;
        uint8 resultBytes;
        uint8 outcome;
        uint64 gasPriceCap;
        uint64 gasPrice;
        uint64 baseFee;
        uint64 tipCap;
    }

    uint256 private constant DEPOSIT = type(uint128).max;
    uint256 private constant OPERATOR_KEY = 0x0DD1;
    bytes32 private constant DOMAIN = keccak256("execution domain");
    address private constant AUTHOR = address(0xA0701);
    address private constant SENDER = address(0x5E4D);
    address private constant PAYOUT = address(0xFEE);

    FunctionRouter private _router;
    uint256 private _operators;

    function testFuzzFulfilment(Choices calldata choices) public {
        RequestHeader memory header = _requested(choices);
        uint256 escrow = DEPOSIT - _balance(address(this));
        _fulfil(header, _end(header, choices), choices);
        _requireAtMost(DEPOSIT - _balance(address(this)), escrow);
        _requireEqual(_router.accounted(), DEPOSIT);
        _requireEqual(_debts(), DEPOSIT);
    }

    function testFuzzExpiry(Choices calldata choices) public {
        RequestHeader[] memory headers = new RequestHeader[](1);
        headers[0] = _requested(choices);
        VM.warp(uint256(headers[0].deadline) + 1);
        _router.expire(headers);
        _requireEqual(_balance(address(this)), DEPOSIT);
        _requireEqual(_router.accounted(), DEPOSIT);
    }

    /// @dev A request whose escrow is what was quoted, to the wei.
    function _requested(Choices calldata choices) private returns (RequestHeader memory header) {
        _deploy(choices);
        Call memory call = _call(choices);
        uint256 cost = _router.quote(call).total;
        VM.recordLogs();
        _router.request(address(this), call, cost);
        header = _requestedHeader();
        _requireEqual(DEPOSIT - _balance(address(this)), cost);
        _requireEqual(_router.escrowOf(header), cost);
    }

    function _deploy(Choices calldata choices) private {
        _operators = 1 + (choices.operators % 7);
        FunctionRegistry registry = new FunctionRegistry();
        registry.publish(AUTHOR, _draft(choices.royaltyShare % 10_001));
        OperatorSet operatorSet = new OperatorSet(address(this), _members());
        _router = new FunctionRouter(address(this), registry, operatorSet, _terms(choices), DOMAIN);
        VM.deal(address(this), DEPOSIT);
        _router.deposit{value: DEPOSIT}(address(this));
    }

    function _fulfil(RequestHeader memory header, Fulfilment memory end, Choices calldata choices) private {
        end.header = header;
        bytes32 leaf = keccak256(abi.encode(FunctionHashes.RECEIPT_TYPEHASH, end.receipt));
        bytes32 digest = _router.hashBatch(Batch(1, leaf, 1));
        Fulfilment[] memory fulfilments = new Fulfilment[](1);
        fulfilments[0] = end;
        VM.txGasPrice(choices.gasPrice);
        VM.fee(choices.baseFee);
        VM.prank(SENDER);
        _router.fulfill(fulfilments, 1, _signed(digest));
    }

    /// @dev All sign: how many it takes is tested elsewhere.
    function _signed(bytes32 digest) private view returns (Quorum memory quorum) {
        uint256[] memory keys = _keys();
        for (uint256 i = 0; i < keys.length; ++i) {
            (uint8 v, bytes32 r, bytes32 s) = VM.sign(keys[i], digest);
            quorum.signatures = bytes.concat(quorum.signatures, r, s, bytes1(v));
        }
        quorum.signers = (1 << keys.length) - 1;
    }

    function _end(
        RequestHeader memory header,
        Choices calldata choices
    ) private view returns (Fulfilment memory end) {
        Receipt memory receipt = end.receipt;
        receipt.commitment = _router.hashRequest(header);
        receipt.outcome = Outcome(1 + (choices.outcome % 5));
        if (receipt.outcome == Outcome.Success || receipt.outcome == Outcome.Revert) {
            receipt.fuelUsed = header.fuelLimit == 0 ? 0 : choices.fuelUsed % header.fuelLimit;
            end.result = new bytes(choices.resultBytes);
        } else if (receipt.outcome != Outcome.Unserviceable) {
            receipt.fuelUsed = header.fuelLimit;
        }
        receipt.resultHash = keccak256(end.result);
    }

    /// @dev Everything that the router owes; no request is live.
    function _debts() private view returns (uint256 debts) {
        debts = _balance(address(this)) + _balance(SENDER) + _router.royaltyOf(1) + _router.treasuryFees();
        for (uint256 i = 0; i < _operators; ++i) debts += _router.operatorFeesOf(1, i);
    }

    function _balance(address account) private view returns (uint256) {
        return _router.accountOf(account).balance;
    }

    function _requestedHeader() private returns (RequestHeader memory header) {
        IVm.Log[] memory logs = VM.getRecordedLogs();
        (header, ) = abi.decode(logs[logs.length - 1].data, (RequestHeader, bytes));
    }

    function _members() private view returns (IOperatorSet.Operator[] memory members) {
        uint256[] memory keys = _keys();
        members = new IOperatorSet.Operator[](keys.length);
        for (uint256 i = 0; i < keys.length; ++i) {
            members[i] = IOperatorSet.Operator(VM.addr(keys[i]), SENDER, PAYOUT);
        }
    }

    /// @dev The operators' keys, ascending by their addresses.
    function _keys() private view returns (uint256[] memory keys) {
        keys = new uint256[](_operators);
        for (uint256 i = 0; i < keys.length; ++i) {
            keys[i] = OPERATOR_KEY + i;
            for (uint256 j = i; j > 0 && VM.addr(keys[j]) < VM.addr(keys[j - 1]); --j) {
                (keys[j], keys[j - 1]) = (keys[j - 1], keys[j]);
            }
        }
    }

    function _call(Choices calldata choices) private view returns (Call memory call) {
        call.functionId = 1;
        call.version = 1;
        call.executionDomain = DOMAIN;
        call.mode = Mode.Query;
        call.data = new bytes(choices.calldataBytes);
        call.fuelLimit = choices.fuelLimit;
        call.maxResultBytes = choices.resultBytes;
        call.gasPriceCap = choices.gasPriceCap;
        call.deadline = uint64(block.timestamp + 60);
    }

    function _terms(Choices calldata choices) private pure returns (IFunctionRouter.Terms memory terms) {
        terms.fixedFee = choices.fixedFee;
        terms.fuelPrice = choices.fuelPrice;
        terms.bytePrice = choices.bytePrice;
        terms.tipCap = choices.tipCap;
        terms.treasuryShare = choices.treasuryShare % 10_001;
        terms.maxRoyaltyShare = 10_000 - terms.treasuryShare;
        terms.minDuration = 60;
        terms.maxDuration = 60;
    }

    function _draft(uint16 royaltyShare) private pure returns (IFunctionRegistry.Draft memory draft) {
        draft.artefact = "artefact";
        draft.codeHash = keccak256("artefact");
        draft.royaltyShare = royaltyShare;
    }

    function _requireEqual(uint256 left, uint256 right) private pure {
        if (left != right) revert NotEqual(left, right);
    }

    function _requireAtMost(uint256 left, uint256 right) private pure {
        if (left > right) revert NotAtMost(left, right);
    }
}
