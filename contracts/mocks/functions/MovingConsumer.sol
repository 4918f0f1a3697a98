// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import {Call, Outcome} from "../../functions/FunctionTypes.sol";
import {IFunctionDirectory} from "../../functions/IFunctionDirectory.sol";
import {IFunctionRouter} from "../../functions/IFunctionRouter.sol";
import {MovableFunctionConsumer} from "../../functions/MovableFunctionConsumer.sol";

/// @notice A consumer that anybody moves to another router, and that writes down what it is answered.
contract MovingConsumer is MovableFunctionConsumer {
    mapping(bytes32 id => bytes32) public answerOf;
    mapping(bytes32 id => Outcome) public failureOf;

    constructor(IFunctionDirectory directory) MovableFunctionConsumer(directory) {}

    function ask(address account, Call calldata call, uint256 maxCost) external returns (bytes32) {
        return _request(account, call, maxCost);
    }

    function askPaid(address refundTo, Call calldata call) external payable returns (bytes32) {
        return _requestPaid(refundTo, call, msg.value);
    }

    function followRouter(IFunctionRouter next) external {
        _followRouter(next);
    }

    function _onResult(bytes32 id, bytes32, bytes calldata result) internal override {
        answerOf[id] = keccak256(result);
    }

    function _onFailure(bytes32 id, bytes32, Outcome outcome, bytes calldata) internal override {
        failureOf[id] = outcome;
    }
}
