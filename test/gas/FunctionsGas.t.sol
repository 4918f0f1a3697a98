// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import {IERC20} from "@openzeppelin/contracts/token/ERC20/IERC20.sol";
import {Address} from "@openzeppelin/contracts/utils/Address.sol";
import {FunctionRegistry} from "../../contracts/functions/FunctionRegistry.sol";
import {FunctionRouter} from "../../contracts/functions/FunctionRouter.sol";
import {Call, Request} from "../../contracts/functions/FunctionTypes.sol";
import {IFunctionRegistry} from "../../contracts/functions/IFunctionRegistry.sol";
import {IFunctionRouter} from "../../contracts/functions/IFunctionRouter.sol";
import {IOperatorSet} from "../../contracts/functions/IOperatorSet.sol";
import {OperatorSet} from "../../contracts/functions/OperatorSet.sol";
import {Kind, Mode} from "../../contracts/functions/types/Enums.sol";
import {RecordingConsumer} from "../../contracts/mocks/functions/RecordingConsumer.sol";
import {VM} from "../helpers/IVm.sol";
import {Fulfilments} from "./Fulfilments.sol";

/**
 * @title Gas of a request and of its fulfilment by three of four operators, with a callback that writes one slot, without
 * the transaction's own base cost and calldata.
 */
contract FunctionsGasTest is Fulfilments {
    bytes32 private constant DOMAIN = keccak256("execution domain");

    FunctionRegistry private _registry;
    RecordingConsumer private _consumer;
    // Calldata made before the test, whose own call then finds every slot as cold as a transaction does.
    bytes private _fulfil1;
    bytes private _fulfil10;
    bytes private _fulfil40;
    bytes private _expire1;
    bytes private _collect1;
    bytes32 private _program;
    uint256 private _price;

    function setUp() public {
        VM.deal(address(this), 100 ether);
        _registry = new FunctionRegistry();
        OperatorSet operatorSet = new OperatorSet(
            address(this),
            address(0),
            IERC20(address(0)),
            _operators()
        );
        _registry.publish(address(0xA0701), _draft());
        _router = _deployRouter(operatorSet);
        operatorSet.addRouter(_router);
        _program = _router.admit(1, 1, DOMAIN);
        _consumer = new RecordingConsumer(_router);
        _router.deposit{value: 50 ether}(address(this));
        _router.authorize(address(_consumer), type(uint128).max);
        _price = _router.quote(_call()).total;
        // What a first request and fulfilment pay for once is not what users pay from then on.
        _send(_fulfilment(_ask(41)));
        _payOnce();
        _fulfil1 = _fulfilment(_ask(1));
        _fulfil10 = _fulfilment(_ask(10));
        _fulfil40 = _fulfilment(_ask(40));
        _expire1 = abi.encodeCall(IFunctionRouter.expire, (_ask(1)));
        IFunctionRouter.TillKey[] memory keys = new IFunctionRouter.TillKey[](1);
        keys[0] = IFunctionRouter.TillKey(1, address(this), 1);
        _collect1 = abi.encodeCall(IFunctionRouter.collect, (keys));
    }

    function testPublish() public {
        _registry.publish(address(0xA0701), _draft());
        VM.snapshotGasLastCall("Functions", "publish a function");
    }

    function testAdmit() public {
        _registry.publish(address(0xA0701), _draft());
        _router.admit(2, 1, DOMAIN);
        VM.snapshotGasLastCall("Functions", "admit a program");
    }

    function testRequestFromAccount() public {
        _consumer.ask(address(this), _call(), type(uint256).max);
        VM.snapshotGasLastCall("Functions", "request from an account");
    }

    function testRequestUnderCap() public {
        _router.authorize(address(_consumer), 50 ether);
        _consumer.ask(address(this), _call(), type(uint256).max);
        VM.snapshotGasLastCall(
            "Functions",
            "request from an account, the first that is counted against a cap"
        );
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

    function testFulfil40() public {
        _send(_fulfil40);
        VM.snapshotGasLastCall("Functions", "fulfil 40");
    }

    function testExpire() public {
        VM.warp(block.timestamp + 2 hours);
        _send(_expire1);
        VM.snapshotGasLastCall("Functions", "expire 1");
    }

    function testCollect() public {
        _send(_collect1);
        VM.snapshotGasLastCall("Functions", "collect a till");
    }

    function _send(bytes memory data) private {
        Address.functionCall(address(_router), data);
    }

    /// @dev The consumer's own account, and a till that was collected before.
    function _payOnce() private {
        _consumer.askPaid{value: _price}(address(this), _call());
        IFunctionRouter.TillKey[] memory keys = new IFunctionRouter.TillKey[](1);
        keys[0] = IFunctionRouter.TillKey(1, address(this), 1);
        _router.collect(keys);
        _send(_fulfilment(_ask(1)));
    }

    function _ask(uint256 count) private returns (Request[] memory requests) {
        requests = new Request[](count);
        for (uint256 i = 0; i < count; ++i) {
            VM.recordLogs();
            _consumer.ask(address(this), _call(), type(uint256).max);
            requests[i] = _requested(VM.getRecordedLogs());
        }
    }

    /// @dev The very code that is deployed: a `new` here would be compiled with the settings of this file.
    function _deployRouter(OperatorSet operatorSet) private returns (FunctionRouter router) {
        bytes memory code = bytes.concat(
            VM.getCode("contracts/functions/FunctionRouter.sol:FunctionRouter"),
            abi.encode(address(this), _registry, operatorSet, _terms(), DOMAIN)
        );
        // solhint-disable-next-line no-inline-assembly
        assembly ("memory-safe") {
            router := create(0, add(code, 0x20), mload(code))
        }
    }

    function _call() private view returns (Call memory call) {
        call.program = _program;
        call.mode = Mode.Query;
        call.data = new bytes(68);
        call.fuelLimit = 1_000_000;
        call.maxResultBytes = 64;
        call.callbackGasLimit = 100_000;
        call.gasPriceCap = 50 gwei;
        call.deadline = uint64(block.timestamp + 1 hours);
    }

    function _operators() private view returns (IOperatorSet.Operator[] memory operators) {
        operators = new IOperatorSet.Operator[](4);
        for (uint256 i = 0; i < 4; ++i) {
            operators[i] = IOperatorSet.Operator(VM.addr(_keyAt(i)), address(this), address(0xFEE));
        }
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
