// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import {Address} from "@openzeppelin/contracts/utils/Address.sol";
import {FunctionHashes} from "../../contracts/functions/FunctionHashes.sol";
import {FunctionRegistry} from "../../contracts/functions/FunctionRegistry.sol";
import {FunctionRouter} from "../../contracts/functions/FunctionRouter.sol";
import {
    Batch,
    Call,
    Fulfilment,
    Kind,
    Mode,
    Outcome,
    Quorum,
    RequestHeader
} from "../../contracts/functions/FunctionTypes.sol";
import {IFunctionRegistry} from "../../contracts/functions/IFunctionRegistry.sol";
import {IFunctionRouter} from "../../contracts/functions/IFunctionRouter.sol";
import {IOperatorSet} from "../../contracts/functions/IOperatorSet.sol";
import {OperatorSet} from "../../contracts/functions/OperatorSet.sol";
import {RecordingConsumer} from "../../contracts/mocks/functions/RecordingConsumer.sol";
import {IVm, VM} from "../helpers/IVm.sol";

/// @title Gas of a request and of its fulfilment by one operator, with a callback that writes one slot, without
/// the transaction's own base cost and calldata.
contract FunctionsGasTest {
    error NoRequestAnnounced();

    uint256 private constant OPERATOR_KEY = 0x0DD1;
    bytes32 private constant DOMAIN = keccak256("execution domain");
    bytes private constant RESULT = abi.encode(uint256(42));

    FunctionRegistry private _registry;
    FunctionRouter private _router;
    OperatorSet private _operatorSet;
    RecordingConsumer private _consumer;
    // Calldata made before the test, whose own call then finds every slot as cold as a transaction does.
    bytes private _fulfil1;
    bytes private _fulfil10;
    bytes private _expire1;
    uint256 private _price;

    function setUp() public {
        VM.deal(address(this), 100 ether);
        _registry = new FunctionRegistry();
        IOperatorSet.Operator[] memory operators = new IOperatorSet.Operator[](1);
        operators[0] = IOperatorSet.Operator(VM.addr(OPERATOR_KEY), address(this), address(0xFEE));
        _operatorSet = new OperatorSet(address(this), operators);
        _registry.publish(address(0xA0701), _draft());
        _router = new FunctionRouter(address(this), _registry, _operatorSet, _terms(), DOMAIN);
        _consumer = new RecordingConsumer(_router);
        _router.deposit{value: 50 ether}(address(this));
        _router.authorize(address(_consumer), type(uint128).max);
        // What a first request and fulfilment pay for once is not what users pay from then on.
        _send(_fulfilment(_ask(1)));
        _fulfil1 = _fulfilment(_ask(1));
        _fulfil10 = _fulfilment(_ask(10));
        _expire1 = abi.encodeCall(IFunctionRouter.expire, (_ask(1)));
        _price = _router.quote(_call()).total;
    }

    function testPublish() public {
        _registry.publish(address(0xA0701), _draft());
        VM.snapshotGasLastCall("Functions", "publish a function");
    }

    function testRequestFromAccount() public {
        _consumer.ask(address(this), _call(), type(uint256).max);
        VM.snapshotGasLastCall("Functions", "request from an account");
    }

    function testRequestPaid() public {
        _consumer.askPaid{value: _price}(address(this), _call());
        VM.snapshotGasLastCall("Functions", "request paid as it goes");
    }

    function testFulfil1() public {
        _send(_fulfil1);
        VM.snapshotGasLastCall("Functions", "fulfil 1");
    }

    function testFulfil10() public {
        _send(_fulfil10);
        VM.snapshotGasLastCall("Functions", "fulfil 10");
    }

    function testExpire() public {
        VM.warp(block.timestamp + 2 hours);
        _send(_expire1);
        VM.snapshotGasLastCall("Functions", "expire 1");
    }

    function _send(bytes memory data) private {
        Address.functionCall(address(_router), data);
    }

    function _ask(uint256 count) private returns (RequestHeader[] memory headers) {
        headers = new RequestHeader[](count);
        for (uint256 i = 0; i < count; ++i) {
            VM.recordLogs();
            _consumer.ask(address(this), _call(), type(uint256).max);
            (headers[i], ) = abi.decode(_requestedLog().data, (RequestHeader, bytes));
        }
    }

    function _requestedLog() private returns (IVm.Log memory) {
        IVm.Log[] memory logs = VM.getRecordedLogs();
        for (uint256 i = 0; i < logs.length; ++i) {
            if (logs[i].topics[0] == IFunctionRouter.Requested.selector) return logs[i];
        }
        revert NoRequestAnnounced();
    }

    /// @dev Calldata of `fulfill` with one signature over all of it.
    function _fulfilment(RequestHeader[] memory headers) private view returns (bytes memory) {
        Fulfilment[] memory fulfilments = new Fulfilment[](headers.length);
        bytes32[] memory leaves = new bytes32[](headers.length);
        for (uint256 i = 0; i < headers.length; ++i) {
            fulfilments[i].header = headers[i];
            fulfilments[i].result = RESULT;
            fulfilments[i].receipt.commitment = _router.hashRequest(headers[i]);
            fulfilments[i].receipt.outcome = Outcome.Success;
            fulfilments[i].receipt.resultHash = keccak256(RESULT);
            fulfilments[i].receipt.fuelUsed = 500_000;
            leaves[i] = keccak256(abi.encode(FunctionHashes.RECEIPT_TYPEHASH, fulfilments[i].receipt));
        }
        Batch memory batch = Batch(1, FunctionHashes.root(leaves), uint32(leaves.length));
        (uint8 v, bytes32 r, bytes32 s) = VM.sign(OPERATOR_KEY, _router.hashBatch(batch));
        Quorum memory quorum = Quorum(1, abi.encodePacked(r, s, v));
        return abi.encodeCall(IFunctionRouter.fulfill, (fulfilments, 1, quorum));
    }

    function _call() private view returns (Call memory) {
        return
            Call({
                functionId: 1,
                version: 1,
                executionDomain: DOMAIN,
                mode: Mode.Query,
                data: new bytes(68),
                fuelLimit: 1_000_000,
                maxResultBytes: 64,
                callbackGasLimit: 100_000,
                gasPriceCap: 50 gwei,
                deadline: uint64(block.timestamp + 1 hours)
            });
    }

    function _draft() private pure returns (IFunctionRegistry.Draft memory draft) {
        draft.artefact = "artefact";
        draft.codeHash = keccak256("artefact");
        draft.kind = Kind.JavaScript;
        draft.royaltyShare = 700;
        draft.abiJson = "[]";
    }

    function _terms() private pure returns (IFunctionRouter.Terms memory) {
        return
            IFunctionRouter.Terms({
                fixedFee: 20_000 gwei,
                fuelPrice: 1_000,
                bytePrice: 3 gwei,
                tipCap: 2 gwei,
                minGasPriceCap: 1 gwei,
                treasuryShare: 1_000,
                maxRoyaltyShare: 2_000,
                minDuration: 60,
                maxDuration: 1 days
            });
    }
}
