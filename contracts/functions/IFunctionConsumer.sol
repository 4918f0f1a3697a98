// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import {Outcome} from "./types/Enums.sol";

/// @title What a contract must have to be called back.
interface IFunctionConsumer {
    /// @notice `caller` is not the router that issued the request `id`, or that request is not pending.
    error FunctionConsumerUnexpectedCallback(address caller, bytes32 id);

    /**
     * @notice Called by the router that issued the request `id`: once, and again by `deliver` after a revert.
     * @param tag What the consumer gave the call as its own.
     * @param outcome How the execution ended.
     * @param result What the endpoint returned (Success), its error data (Revert), or nothing.
     */
    function onFunctionResult(bytes32 id, bytes32 tag, Outcome outcome, bytes calldata result) external;
}
