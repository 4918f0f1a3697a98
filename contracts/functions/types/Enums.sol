// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

/// @notice What a call may do to a function's state. A query leaves nothing behind.
enum Mode {
    Query,
    Update
}

/**
 * @notice How an execution ended. Success and Revert carry a result and charge the fuel used; OutOfFuel and Trap
 * carry none and charge the fuel limit; Unserviceable (a quorum says it cannot be run) carries none and charges no fuel.
 */
enum Outcome {
    None,
    Success,
    Revert,
    OutOfFuel,
    Trap,
    Unserviceable
}

/// @notice What the published bytes are.
enum Kind {
    Wasm,
    JavaScript
}
