// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import {Strings} from "@openzeppelin/contracts/utils/Strings.sol";
import {Call} from "../../../contracts/functions/FunctionTypes.sol";
import {IFunctionRouter} from "../../../contracts/functions/IFunctionRouter.sol";
import {VM} from "../../helpers/IVm.sol";
import {AftermathSteps} from "./AftermathSteps.sol";
import {PlainConsumer} from "./Consumers.sol";

/// @title Everything that can happen, for a fuzzer to choose from. A step reverts where the router breaks a rule.
contract Handler is AftermathSteps {
    /// @dev So many requests of one account are live from the start that its next ones find no place.
    uint256 private constant FILLED_PLACES = 128;

    address private _test = msg.sender;

    error NotTheTest(address caller);

    modifier onlyTest() {
        if (msg.sender != _test) revert NotTheTest(msg.sender);
        _;
    }

    constructor() {
        for (uint256 i = 0; i < _payers.length; ++i) _prepare(_payers[i]);
        for (uint256 i = 0; i < _consumers.length; ++i) _fund(_consumers[i]);
        for (uint256 i = 0; i < FILLED_PLACES; ++i) {
            bytes memory data = abi.encodeCall(
                IFunctionRouter.request,
                (_consumers[1], _longCall(), 1 ether)
            );
            _step("prepare", _consumers[1], 0, data, true);
        }
        _audit();
    }

    /// @notice Ends and pays out everything, and reverts if anything is left but the ether that was forced in.
    function windDown() external onlyTest {
        _audit();
        _windDown();
        _audit();
        _same("owed in the end", _router.accounted(), 0);
        _same("held in the end", address(_router).balance, _forced);
        _same("bonds held in the end", address(_operatorSet).balance, 0);
        for (uint256 i = 0; i < _ids.length; ++i)
            _require("ended", !_router.isLive(_requests[_ids[i]].header));
    }

    /// @notice Kinds of steps, how many were made and how many of them succeeded.
    function counts() external view returns (string[] memory kinds, Count[] memory found) {
        kinds = _kinds;
        found = new Count[](kinds.length);
        for (uint256 i = 0; i < kinds.length; ++i) found[i] = _counts[kinds[i]];
    }

    /// @notice How often the fuzzer called.
    function calls() external view returns (uint256) {
        return _steps;
    }

    /// @notice The router holds what it owes and what was forced in, to the wei, and counts what it owes.
    function checkTotals() external view {
        _checkTotals();
    }

    /// @notice No callback had less gas than was paid for, and nothing was open that must be locked.
    function checkConsumers() external view {
        for (uint256 i = 0; i < _consumers.length; ++i)
            _require("fed", !PlainConsumer(payable(_consumers[i])).starved());
        _require("locked", !_reentrant.breached());
    }

    /// @notice What a fuzzer may call.
    function steps() external pure returns (bytes4[] memory selectors) {
        selectors = new bytes4[](21);
        selectors[0] = this.deposit.selector;
        selectors[1] = this.withdraw.selector;
        selectors[2] = this.authorize.selector;
        selectors[3] = this.persuade.selector;
        selectors[4] = this.request.selector;
        selectors[5] = this.requestFromAnother.selector;
        selectors[6] = this.requestPaid.selector;
        selectors[7] = this.fulfil.selector;
        selectors[8] = this.copyBatch.selector;
        selectors[9] = this.tuneGas.selector;
        selectors[10] = this.forgeBatch.selector;
        selectors[11] = this.setDeputy.selector;
        selectors[12] = this.expire.selector;
        selectors[13] = this.sweep.selector;
        selectors[14] = this.deliver.selector;
        selectors[15] = this.collect.selector;
        selectors[16] = this.claim.selector;
        selectors[17] = this.moveBonds.selector;
        selectors[18] = this.govern.selector;
        selectors[19] = this.pass.selector;
        selectors[20] = this.forceEther.selector;
    }

    /// @dev Without this most requests of a run would be refused for want of money.
    function _prepare(address payer) private {
        _fund(payer);
        for (uint256 i = 0; i < _consumers.length; ++i) {
            bytes memory data = abi.encodeCall(IFunctionRouter.authorize, (_consumers[i], type(uint128).max));
            _step("prepare", payer, 0, data, true);
            _allowances[payer][_consumers[i]].cap = type(uint128).max;
        }
    }

    function _fund(address account) private {
        _step("prepare", account, 100 ether, abi.encodeCall(IFunctionRouter.deposit, (account)), true);
    }

    function _longCall() private view returns (Call memory call) {
        call.program = _programHashes[0];
        call.fuelLimit = 1e6;
        call.maxResultBytes = 32;
        call.callbackGasLimit = AMPLE_GAS;
        call.gasPriceCap = 1 gwei;
        call.deadline = uint64(block.timestamp + 1 days);
        call.tag = bytes32(uint256(AMPLE_GAS));
    }
}

/// @title What holds for the router whatever anybody does.
contract RouterInvariantsTest {
    struct FuzzSelector {
        address addr;
        bytes4[] selectors;
    }

    Handler private _handler;

    function setUp() public {
        _handler = new Handler();
    }

    /// @dev At the end of each run: what a run leaves behind can always be ended and paid out.
    function afterInvariant() external {
        string memory report = VM.envOr("ALTHING_INVARIANTS_REPORT", "");
        if (bytes(report).length > 0) _report(report);
        _handler.windDown();
    }

    function targetContracts() external view returns (address[] memory targets) {
        targets = new address[](1);
        targets[0] = address(_handler);
    }

    /// @dev The fuzzer gives its senders ether, which must be nobody's whose ether is counted.
    function targetSenders() external pure returns (address[] memory senders) {
        senders = new address[](1);
        senders[0] = address(0xF022E4);
    }

    function targetSelectors() external view returns (FuzzSelector[] memory targets) {
        targets = new FuzzSelector[](1);
        targets[0] = FuzzSelector(address(_handler), _handler.steps());
    }

    /// hardhat-config: default.invariant.runs = 8
    /// hardhat-config: default.invariant.depth = 250
    function invariantTheRouterIsInStepWithTheBooks() external view {
        _handler.checkTotals();
        _handler.checkConsumers();
    }

    /// @dev Adds what this run did to a file, which `npm run invariants` sums up.
    function _report(string memory path) private {
        string memory calls = Strings.toString(_handler.calls());
        VM.writeLine(path, string.concat("calls,", calls, ",", calls));
        (string[] memory kinds, Handler.Count[] memory counts) = _handler.counts();
        for (uint256 i = 0; i < kinds.length; ++i) {
            string memory made = Strings.toString(counts[i].made);
            string memory succeeded = Strings.toString(counts[i].succeeded);
            VM.writeLine(path, string.concat(kinds[i], ",", made, ",", succeeded));
        }
    }
}
