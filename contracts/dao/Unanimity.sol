// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import {ERC6372Utils} from "@openzeppelin/contracts/utils/ERC6372Utils.sol";
import {Time} from "@openzeppelin/contracts/utils/types/Time.sol";

/**
 * @title Unanimity
 * @notice Stands in for a voting token on a fork of a chain, where a proposal is tried out before anybody voted: every
 * account has enough votes there. It answers what a governor asks while a vote is held, and is deployed nowhere.
 */
contract Unanimity {
    /// @dev More than any supply of 18 decimals that is in use, and few enough that sums of it do not overflow.
    uint256 private constant _ENOUGH = type(uint120).max;

    /// @notice Votes of any account now.
    function getVotes(address) external pure returns (uint256) {
        return _ENOUGH;
    }

    /// @notice Votes of any account at any time.
    function getPastVotes(address, uint256) external pure returns (uint256) {
        return _ENOUGH;
    }

    /// @notice All votes at any time.
    function getPastTotalSupply(uint256) external pure returns (uint256) {
        return _ENOUGH;
    }

    /// @notice The clock that votes are checkpointed by: seconds since 1970 (ERC-6372).
    function clock() public view returns (uint48) {
        return Time.timestamp();
    }

    /// @notice The clock's kind as ERC-6372 writes it.
    // solhint-disable-next-line func-name-mixedcase
    function CLOCK_MODE() external view returns (string memory) {
        return ERC6372Utils.timestampClockMode(clock);
    }
}
