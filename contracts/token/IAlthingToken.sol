// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

/**
 * @title IAlthingToken
 * @notice What {AlthingToken} adds to the standards it implements: ERC-20, ERC-2612 (permit), ERC-5805 (votes),
 * ERC-6372 (the clock counts seconds), ERC-1363 (transfer and call) and ERC-165.
 *
 * Amounts are in the token's smallest unit (10^-18). Votes count only once delegated, to oneself or to another:
 * an account that never called `delegate` has no voting power whatever it holds.
 */
interface IAlthingToken {
    /// @dev Nobody would ever be able to administer the token's roles.
    error AlthingTokenAdminZero();

    /// @dev Votes are checkpointed in 208 bits, a larger supply could not be counted.
    /// @param cap The cap asked for.
    /// @param maximum The largest cap that can be had, 2^208 - 1.
    error AlthingTokenCapTooLarge(uint256 cap, uint256 maximum);

    /**
     * @notice Creates `amount` new tokens for `to`.
     * @dev Only for holders of {MINTER_ROLE} (`AccessControlUnauthorizedAccount` otherwise). Reverts with
     * `ERC20ExceededCap(increasedSupply, cap)` when the supply would pass the cap.
     */
    function mint(address to, uint256 amount) external;

    /// @notice The role that may {mint}; its admin is the default admin role.
    // solhint-disable-next-line func-name-mixedcase
    function MINTER_ROLE() external view returns (bytes32);
}
