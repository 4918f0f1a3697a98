// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import {FunctionConsumer} from "../../../contracts/functions/FunctionConsumer.sol";
import {IFunctionRouter} from "../../../contracts/functions/IFunctionRouter.sol";
import {Call} from "../../../contracts/functions/FunctionTypes.sol";
import {Mode, Outcome} from "../../../contracts/functions/types/Enums.sol";
import {Answers} from "./Answers.sol";

/// @title A consumer on Althing's base that asks at the expense of one account, which may be its own.
contract AlthingConsumer is FunctionConsumer, Answers {
    error Failed(bytes32 id, Outcome outcome);

    uint64 private constant FUEL = 1_000_000;
    uint32 private constant RESULT_BYTES = 32;
    uint32 private constant CALLBACK_GAS = 100_000;
    uint64 private constant GAS_PRICE_CAP = 50 gwei;
    uint256 private constant MAX_COST = 1 ether;

    address private immutable _account;
    bytes32 private immutable _program;

    /// @param account Who pays; address(0): the consumer.
    constructor(IFunctionRouter router, bytes32 program, address account) FunctionConsumer(router) {
        _program = program;
        _account = account == address(0) ? address(this) : account;
    }

    /// @param tag The caller's own number of the request.
    function ask(bytes32 tag, bytes calldata data) external {
        Call memory call = Call({
            program: _program,
            mode: Mode.Query,
            data: data,
            fuelLimit: FUEL,
            maxResultBytes: RESULT_BYTES,
            callbackGasLimit: CALLBACK_GAS,
            gasPriceCap: GAS_PRICE_CAP,
            deadline: uint64(block.timestamp + 1 hours),
            tag: tag
        });
        _request(_account, call, MAX_COST);
    }

    function _onResult(bytes32, bytes32, bytes calldata result) internal override {
        _keep(result);
    }

    function _onFailure(bytes32 id, bytes32, Outcome outcome, bytes calldata) internal pure override {
        revert Failed(id, outcome);
    }
}
