// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

/**
 * @title ITreasury
 * @notice What {Treasury} adds to OpenZeppelin's `TimelockController`: a founding that leaves no privileged account
 * behind. The treasury exists before its governor (the token names it, the governor names both), so its founder may
 * appoint the governor, once; it never holds a role, and can do nothing else.
 */
interface ITreasury {
    /// @notice `governor` may propose and cancel operations from now on.
    event GovernorAppointed(address indexed governor);

    /// @dev Only the founder appoints the governor.
    error TreasuryNotFounder(address caller, address founder);

    /// @dev The governor is appointed once; from then on the treasury's roles are its own to give.
    error TreasuryGovernorStands(address governor);

    /// @dev `governor` executes through another timelock (zero: it is no contract), its proposals would never run here.
    error TreasuryGovernorUnbound(address governor, address timelock);

    /**
     * @notice Gives `governor_` the proposer's and the canceller's role.
     * @dev Reverts with {TreasuryNotFounder}, {TreasuryGovernorStands} or {TreasuryGovernorUnbound}.
     */
    function appointGovernor(address governor_) external;

    /// @notice Who may appoint the governor.
    function founder() external view returns (address);

    /// @notice The governor appointed at the founding, zero before. Later changes of roles do not show here.
    function governor() external view returns (address);
}
