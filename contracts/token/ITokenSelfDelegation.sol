// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

/**
 * @title ITokenSelfDelegation
 * @notice A token whose holders can vote without asking for it: an account that gets tokens and never delegated delegates to
 * itself (`DelegateChanged`).
 * - Whoever takes its delegation back, `delegate(address(0))`, before or after it holds anything, is left alone for good.
 * - Contracts are not delegated: votes of a pool, vault or vesting contract would be of no use to anybody, and would make
 *   each of its transfers as dear as one between two voters. A smart wallet calls `delegate` itself.
 * - An account that runs a wallet's code by EIP-7702 is a person's as before, and is delegated.
 */
interface ITokenSelfDelegation {
    /// @notice Whether the account took its delegation back at any time, after which it never delegates by itself.
    function hasUndelegated(address account) external view returns (bool);
}
