// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import {FunctionHooks} from "./FunctionHooks.sol";
import {IFunctionConsumer} from "./IFunctionConsumer.sol";
import {IFunctionDirectory} from "./IFunctionDirectory.sol";
import {IFunctionRouter} from "./IFunctionRouter.sol";
import {Call} from "./FunctionTypes.sol";
import {Outcome} from "./types/Enums.sol";

/**
 * @title Base of contracts that call off-chain functions and can move on to the router that a directory names.
 * @notice Remembers with each request which router issued it and accepts the callback from that router alone, once,
 * also after the consumer has moved on. The record costs a fresh slot a request.
 */
abstract contract MovableFunctionConsumer is FunctionHooks {
    /// @notice New requests go through another router from now on; pending ones stay with theirs.
    event FunctionRouterChanged(IFunctionRouter indexed previous, IFunctionRouter indexed current);

    /// @notice The directory names `named`, not the router that was `expected`.
    error FunctionConsumerOtherRouter(IFunctionRouter named, IFunctionRouter expected);

    /// @notice What names the routers that this contract can follow.
    IFunctionDirectory public immutable functionDirectory;

    IFunctionRouter private _router;
    mapping(bytes32 id => address router) private _issuers;

    constructor(IFunctionDirectory directory) {
        functionDirectory = directory;
        _setRouter(directory.current());
    }

    /// @notice The router that new requests go to.
    function functionRouter() public view returns (IFunctionRouter) {
        return _router;
    }

    /// @notice The router that may still call back for the request `id`; 0 if none may.
    function issuerOf(bytes32 id) public view returns (address) {
        return _issuers[id];
    }

    /// @inheritdoc IFunctionConsumer
    function onFunctionResult(bytes32 id, bytes32 tag, Outcome outcome, bytes calldata result) external {
        if (_issuers[id] != msg.sender) revert FunctionConsumerUnexpectedCallback(msg.sender, id);
        delete _issuers[id];
        _dispatch(id, tag, outcome, result);
    }

    /// @dev Makes a request that `account` pays for; it must have authorised this contract, or be it.
    function _request(address account, Call memory call, uint256 maxCost) internal returns (bytes32 id) {
        id = _router.request(account, call, maxCost);
        _issuers[id] = address(_router);
    }

    /// @dev Makes a request paid with `value` wei; the remainder and any refund are credited to `refundTo`.
    function _requestPaid(address refundTo, Call memory call, uint256 value) internal returns (bytes32 id) {
        id = _router.requestPaid{value: value}(refundTo, call);
        _issuers[id] = address(_router);
    }

    /**
     * @dev Sends new requests to the router that the directory names now. Naming it here too makes it the caller's
     * choice: what the directory says can change between the decision and the transaction.
     */
    function _followRouter(IFunctionRouter expected) internal {
        IFunctionRouter named = functionDirectory.current();
        if (address(named) != address(expected)) revert FunctionConsumerOtherRouter(named, expected);
        _setRouter(named);
    }

    function _setRouter(IFunctionRouter next) private {
        emit FunctionRouterChanged(_router, next);
        _router = next;
    }
}
