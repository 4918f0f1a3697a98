// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import {Roll} from "./types/Roll.sol";

/**
 * @title What an operator set tells the routers it serves.
 * @notice A router keeps the current epoch and the one before in a slot each, so that a fulfilment has to ask nobody.
 */
interface IRollKeeper {
    /// @notice An epoch counts from now on; the one before until `graceEnds`, in Unix seconds. Only the operator set.
    function turnRoll(Roll calldata roll, uint64 graceEnds) external;

    /// @notice The members of an epoch whose keys count have changed. Only the operator set.
    function setMembers(uint32 epoch, uint64 members) external;
}
