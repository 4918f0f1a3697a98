// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

/**
 * @title ITreasury
 * @notice What {Treasury} adds to OpenZeppelin's `TimelockController`: a founding that leaves no privileged account
 * behind. The treasury exists before its governor (the token names it, the governor names both), so its founder may
 * appoint the governor, and with it the mandates, once; it never holds a role, and can do nothing else.
 */
interface ITreasury {
    /// @notice `governor` may propose and cancel operations from now on, `mandates` (zero: there are none) propose them.
    event Appointed(address indexed governor, address indexed mandates);

    /// @dev Only the founder appoints.
    error TreasuryNotFounder(address caller, address founder);

    /// @dev It is done once; from then on the treasury's roles are its own to give.
    error TreasuryGovernorStands(address governor);

    /// @dev `governor` executes through another timelock (zero: it is no contract), its proposals would never run here.
    error TreasuryGovernorUnbound(address governor, address timelock);

    /// @dev `mandates` pays out of another treasury (zero: it is no contract).
    error TreasuryMandatesUnbound(address mandates, address treasury);

    /**
     * @notice Gives `governor_` the proposer's and the canceller's role, and `mandates_`, if any, the proposer's.
     * @dev Reverts with {TreasuryNotFounder}, {TreasuryGovernorStands}, {TreasuryGovernorUnbound} or
     * {TreasuryMandatesUnbound}.
     * @param governor_ Executes through this treasury.
     * @param mandates_ Pays out of this treasury; the zero address: the organisation has no mandates.
     */
    function appoint(address governor_, address mandates_) external;

    /// @notice Who may appoint.
    function founder() external view returns (address);

    /// @notice The governor appointed at the founding, zero before. Later changes of roles do not show here.
    function governor() external view returns (address);
}
