// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

/// @title The cheatcodes that our Solidity tests use.
interface IVm {
    /// @notice The next call comes from `sender`.
    function prank(address sender) external;

    /// @notice Sets the block's timestamp, in seconds.
    function warp(uint256 timestamp) external;

    /// @notice Sets an account's balance, in wei.
    function deal(address account, uint256 balance) external;
}

IVm constant VM = IVm(address(uint160(uint256(keccak256("hevm cheat code")))));
