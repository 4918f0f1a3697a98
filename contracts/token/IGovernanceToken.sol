// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

/// @notice Tokens created with the contract, in smallest units.
struct Allocation {
    address to;
    uint256 amount;
}

/**
 * @notice What a token is made from.
 * @param name The token's name, also that of its EIP-712 domain (version "1").
 * @param symbol The token's symbol.
 * @param cap The most tokens that may ever exist at a time, in smallest units.
 * @param admin Gets the default admin role and those of the minter and of modules: the organisation's timelock.
 * @param premint Who gets tokens at once. None of them gets a role.
 */
struct TokenSettings {
    string name;
    string symbol;
    uint256 cap;
    address admin;
    Allocation[] premint;
}

/**
 * @title IGovernanceToken
 * @notice What {GovernanceToken} adds to the standards it implements: ERC-20, ERC-2612 (permit), ERC-3009 (transfer by
 * authorisation, see {ITokenAuthorizations}), ERC-5805 (votes), ERC-6372 (the clock counts seconds), ERC-5267 (its EIP-712
 * domain), ERC-1363 (transfer and call) and ERC-165.
 *
 * Amounts are in the token's smallest unit (10^-18). Votes count only once delegated, to oneself or to another: an
 * account that never called `delegate` has no voting power whatever it holds, unless the token has
 * {ITokenSelfDelegation}.
 */
interface IGovernanceToken {
    /// @dev Nobody would ever be able to administer the token's roles.
    error GovernanceTokenAdminZero();

    /// @dev Votes are checkpointed in 208 bits, a larger supply could not be counted.
    /// @param cap The cap asked for.
    /// @param maximum The largest cap that can be had, 2^208 - 1.
    error GovernanceTokenCapTooLarge(uint256 cap, uint256 maximum);

    /**
     * @notice Creates `amount` new tokens for `to`.
     * @dev Only for holders of {MINTER_ROLE} (`AccessControlUnauthorizedAccount` otherwise). Reverts with
     * `ERC20ExceededCap(increasedSupply, cap)` when the supply would pass the cap.
     */
    function mint(address to, uint256 amount) external;

    /// @notice Tokens that could be created at this moment: what the cap leaves, and none while the token is paused.
    function mintable() external view returns (uint256);

    /// @notice The role that may {mint}; its admin is the default admin role.
    // solhint-disable-next-line func-name-mixedcase
    function MINTER_ROLE() external view returns (bytes32);
}
