// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import {FunctionConsumer} from "../../functions/FunctionConsumer.sol";
import {Call, Outcome} from "../../functions/FunctionTypes.sol";
import {IFunctionRouter} from "../../functions/IFunctionRouter.sol";

/// @notice The plainest consumer: asks for what it is told to and writes down what it is answered, one slot each.
contract RecordingConsumer is FunctionConsumer {
    mapping(bytes32 id => bytes32) public answerOf;
    mapping(bytes32 id => Outcome) public failureOf;
    mapping(bytes32 id => bytes32) public tagOf;

    constructor(IFunctionRouter router) FunctionConsumer(router) {}

    function ask(address account, Call calldata call, uint256 maxCost) external returns (bytes32) {
        return _request(account, call, maxCost);
    }

    function askPaid(address refundTo, Call calldata call) external payable returns (bytes32) {
        return _requestPaid(refundTo, call, msg.value);
    }

    function _onResult(bytes32 id, bytes32 tag, bytes calldata result) internal override {
        answerOf[id] = keccak256(result);
        if (tag != 0) tagOf[id] = tag;
    }

    function _onFailure(bytes32 id, bytes32 tag, Outcome outcome, bytes calldata) internal override {
        failureOf[id] = outcome;
        if (tag != 0) tagOf[id] = tag;
    }
}
