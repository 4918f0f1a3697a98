// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

/**
 * @title A sample function: counting primes.
 * @notice Implemented off chain in functions/primes: in AssemblyScript (assembly/index.ts) and in Rust (rust/primes.rs).
 */
interface IPrimes {
    /// @notice How many primes are below `limit`, by the sieve of Eratosthenes; it takes `limit / 2` bytes of memory.
    function countPrimes(uint32 limit) external view returns (uint32);

    /// @notice The same by trial division: slower, in no memory.
    function countPrimesByDivision(uint32 limit) external view returns (uint32);
}
