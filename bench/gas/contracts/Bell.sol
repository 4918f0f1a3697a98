// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

/// @title The least that two transactions, the second in answer to the first, can be.
contract Bell {
    event Rung(uint256 indexed number);

    function ring(uint256 number) external {
        emit Rung(number);
    }
}
