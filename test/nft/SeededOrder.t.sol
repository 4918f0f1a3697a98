// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import {SeededOrder} from "../../contracts/nft/SeededOrder.sol";

/// @title An order names every number once, whatever its size and seed.
contract SeededOrderTest {
    function testFuzzIsAnOrder(uint8 size, bytes32 seed) public pure {
        bool[] memory seen = new bool[](size);
        for (uint256 place = 0; place < size; ++place) {
            uint256 number = SeededOrder.at(place, size, seed);
            assert(number < size && !seen[number]);
            seen[number] = true;
        }
    }

    /// @dev Of 4,096 tokens each number stands at the first place about as often: here within a quarter of what is even.
    function testFirstPlaceIsAnyones() public pure {
        uint256[4] memory quarters;
        for (uint256 i = 0; i < 4_096; ++i)
            ++quarters[SeededOrder.at(0, 1_000, keccak256(abi.encode(i))) / 250];
        for (uint256 i = 0; i < 4; ++i) assert(quarters[i] > 768 && quarters[i] < 1_280);
    }
}
