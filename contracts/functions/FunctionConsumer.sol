// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import {FunctionHooks} from "./FunctionHooks.sol";
import {IFunctionConsumer} from "./IFunctionConsumer.sol";
import {IFunctionRouter} from "./IFunctionRouter.sol";
import {Call} from "./FunctionTypes.sol";
import {Outcome} from "./types/Enums.sol";

/**
 * @title Base of contracts that call off-chain functions through one router for ever.
 * @notice Accepts callbacks from that router alone. It keeps no record of its own: the router's code cannot change, and
 * it calls back nothing but requests that were made here, each until it succeeds once.
 */
abstract contract FunctionConsumer is FunctionHooks {
    IFunctionRouter public immutable functionRouter;

    constructor(IFunctionRouter router) {
        functionRouter = router;
    }

    /// @inheritdoc IFunctionConsumer
    function onFunctionResult(bytes32 id, bytes32 tag, Outcome outcome, bytes calldata result) external {
        if (msg.sender != address(functionRouter)) revert FunctionConsumerUnexpectedCallback(msg.sender, id);
        _dispatch(id, tag, outcome, result);
    }

    /// @dev Makes a request that `account` pays for; it must have authorised this contract, or be it.
    function _request(address account, Call memory call, uint256 maxCost) internal returns (bytes32 id) {
        return functionRouter.request(account, call, maxCost);
    }

    /// @dev Makes a request paid with `value` wei; the remainder and any refund are credited to `refundTo`.
    function _requestPaid(address refundTo, Call memory call, uint256 value) internal returns (bytes32 id) {
        return functionRouter.requestPaid{value: value}(refundTo, call);
    }
}
