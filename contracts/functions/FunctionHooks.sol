// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import {IFunctionConsumer} from "./IFunctionConsumer.sol";
import {Outcome} from "./types/Enums.sol";

/// @title What both kinds of consumers do with a callback they accept.
abstract contract FunctionHooks is IFunctionConsumer {
    /// @dev The endpoint returned `result`: decode it with `abi.decode`. `tag` is what the call was given.
    function _onResult(bytes32 id, bytes32 tag, bytes calldata result) internal virtual;

    /// @dev The endpoint reverted (`result` is its error data), ran out of fuel, trapped or could not be run.
    function _onFailure(bytes32 id, bytes32 tag, Outcome outcome, bytes calldata result) internal virtual;

    function _dispatch(bytes32 id, bytes32 tag, Outcome outcome, bytes calldata result) internal {
        if (outcome == Outcome.Success) _onResult(id, tag, result);
        else _onFailure(id, tag, outcome, result);
    }
}
