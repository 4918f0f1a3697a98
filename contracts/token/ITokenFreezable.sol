// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

/**
 * @title ITokenFreezable
 * @notice A token whose organisation can freeze accounts. What that means, and does not mean:
 * - Nothing leaves or reaches a frozen account (`TokenFrozen`): no transfer by whatever means, no mint, no bridging, and
 *   no burn either, by itself or by whom it approved. Frozen tokens stay in the supply.
 * - Nobody can seize them. The role stops an account; it cannot move or destroy what the account has.
 * - It is about whose tokens move and who gets them, not about who asks: a frozen account may still use what others
 *   approved for it, between accounts that are not frozen.
 * - Approvals, permits, delegations and votes go on. Whoever is frozen keeps its voice about being frozen.
 */
interface ITokenFreezable {
    event AccountFrozen(address indexed account, address indexed by);
    event AccountUnfrozen(address indexed account, address indexed by);

    /// @dev The account can neither send nor receive.
    error TokenFrozen(address account);

    /// @dev The zero address stands for minting and burning, which freezing is not to stop.
    error TokenFreezeZeroAddress();

    /// @notice Freezes an account; nothing happens if it is frozen already. Only for {FREEZER_ROLE}.
    function freeze(address account) external;

    /// @notice Ends an account's freeze; nothing happens if it is not frozen. Only for {FREEZER_ROLE}.
    function unfreeze(address account) external;

    function isFrozen(address account) external view returns (bool);

    /// @notice The role that may {freeze} and {unfreeze}: the treasury's.
    // solhint-disable-next-line func-name-mixedcase
    function FREEZER_ROLE() external view returns (bytes32);
}
