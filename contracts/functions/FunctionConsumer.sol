// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import {IFunctionConsumer} from "./IFunctionConsumer.sol";
import {IFunctionRouter} from "./IFunctionRouter.sol";
import {Call, Outcome} from "./FunctionTypes.sol";

/**
 * @title Base of contracts that call off-chain functions.
 * @notice Remembers with each request which router issued it and accepts the callback from that router alone, once,
 * also after the consumer has moved on to a new router.
 */
abstract contract FunctionConsumer is IFunctionConsumer {
    IFunctionRouter private _router;
    mapping(bytes32 id => address router) private _issuers;

    constructor(IFunctionRouter router) {
        _router = router;
    }

    /// @notice The router that new requests go to.
    function functionRouter() public view returns (IFunctionRouter) {
        return _router;
    }

    /// @notice Whether the request `id` still waits: made here, not called back, and not expired at its router.
    function isRequestPending(bytes32 id) public view returns (bool) {
        address issuer = _issuers[id];
        return issuer != address(0) && IFunctionRouter(issuer).isLive(id);
    }

    /// @inheritdoc IFunctionConsumer
    function onFunctionResult(bytes32 id, Outcome outcome, bytes calldata result) external {
        if (_issuers[id] != msg.sender) revert FunctionConsumerUnexpectedCallback(msg.sender, id);
        delete _issuers[id];
        if (outcome == Outcome.Success) _onResult(id, result);
        else _onFailure(id, outcome, result);
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

    /// @dev Sends new requests to `next`. Pending ones are still called back by the router that issued them.
    function _followRouter(IFunctionRouter next) internal {
        _router = next;
    }

    /// @dev The endpoint returned `result`: decode it with `abi.decode`.
    function _onResult(bytes32 id, bytes calldata result) internal virtual;

    /// @dev The endpoint reverted (`result` is its error data), ran out of fuel, trapped or could not be run.
    function _onFailure(bytes32 id, Outcome outcome, bytes calldata result) internal virtual;
}
