// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import {Outcome} from "./FunctionTypes.sol";

/// @title What a contract must have to be called back.
interface IFunctionConsumer {
    /// @notice `caller` is not the router that issued the request `id`, or that request is not pending.
    error FunctionConsumerUnexpectedCallback(address caller, bytes32 id);

    /**
     * @notice Called once by the router that issued the request `id`.
     * @param outcome How the execution ended.
     * @param result What the endpoint returned (Success), its error data (Revert), or nothing.
     */
    function onFunctionResult(bytes32 id, Outcome outcome, bytes calldata result) external;
}
