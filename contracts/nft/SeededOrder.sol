// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import {Math} from "@openzeppelin/contracts/utils/math/Math.sol";

/**
 * @title SeededOrder
 * @notice An order of 0 to size - 1 that a seed decides, place by place, without a list: a Feistel network over the
 * next larger power of four, walked until it is within the size (at most four times as large, so four steps on average).
 */
library SeededOrder {
    uint256 private constant ROUNDS = 4;

    /// @notice What stands at `place`, which must be less than `size`.
    function at(uint256 place, uint256 size, bytes32 seed) internal pure returns (uint256) {
        if (size < 2) return 0;
        uint256 halfBits = Math.log2(size - 1) / 2 + 1;
        do place = _shuffle(place, halfBits, seed); while (place >= size);
        return place;
    }

    function _shuffle(uint256 place, uint256 halfBits, bytes32 seed) private pure returns (uint256) {
        uint256 mask = (1 << halfBits) - 1;
        (uint256 left, uint256 right) = (place >> halfBits, place & mask);
        for (uint256 round = 0; round < ROUNDS; ++round) {
            uint256 mixed = uint256(keccak256(abi.encode(seed, round, right))) & mask;
            (left, right) = (right, left ^ mixed);
        }
        return (left << halfBits) | right;
    }
}
