// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import {Mode} from "./Enums.sol";

/**
 * @notice One word of a task: number of the request's block (64 bits, lowest) | its timestamp (64) | order number among
 * the requests of a stateful function (64), 0 if stateless | mode (8).
 */
type Moment is uint256;

function packMoment(uint256 blockNumber, uint256 timestamp, Mode mode) pure returns (Moment) {
    return
        Moment.wrap(uint64(blockNumber) | (uint256(uint64(timestamp)) << 64) | (uint256(uint8(mode)) << 192));
}
