// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

/**
 * @title IPayoutCredits
 * @notice Payouts that their recipient refused, kept until it fetches them. The zero address is the network's currency.
 */
interface IPayoutCredits {
    event PayoutMade(uint256 indexed mandate, address indexed recipient, uint256 amount);
    /// @notice The recipient refused, or took more gas than a payout may: {withdraw} has it.
    event PayoutCredited(uint256 indexed mandate, address indexed recipient, uint256 amount);
    event CreditWithdrawn(address indexed asset, address indexed account, address indexed to, uint256 amount);
    /// @notice A proposal took back what `account` did not fetch.
    event CreditReclaimed(address indexed asset, address indexed account, uint256 amount);

    /// @dev The account has nothing to fetch.
    error PayoutCreditsNone(address asset, address account);

    /// @dev The transaction holds `had` gas before a payout that needs `needed`: send it with more.
    error PayoutCreditsGas(uint256 had, uint256 needed);

    /// @notice Sends all of the caller's credit to `to`.
    function withdraw(address asset, address to) external returns (uint256 amount);

    /// @notice Sends the credit of an account that cannot fetch it back to the treasury. Only the treasury.
    function reclaim(address asset, address account) external returns (uint256 amount);

    function creditOf(address asset, address account) external view returns (uint256);

    /// @notice Sum of all credits of an asset, which this contract holds.
    function owed(address asset) external view returns (uint256);
}
