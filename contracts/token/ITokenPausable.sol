// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

/**
 * @title ITokenPausable
 * @notice A token that can be stopped, in an emergency. While it is paused nothing moves: no transfer, mint, burn, bridging or
 * flash loan (`EnforcedPause`). Approvals, permits, delegations and votes go on, so that the organisation can
 * still decide to end the pause.
 * @dev Events are those of OpenZeppelin's `Pausable`: `Paused(account)` and `Unpaused(account)`.
 */
interface ITokenPausable {
    /// @notice Stops the token. Only for {PAUSER_ROLE}; reverts with `EnforcedPause()` if it is stopped already.
    function pause() external;

    /// @notice Lets the token go on. Only for {PAUSER_ROLE}; reverts with `ExpectedPause()` if it was not stopped.
    function unpause() external;

    /// @notice The role that may {pause} and {unpause}: the treasury's, which may give it to a quicker guardian too.
    // solhint-disable-next-line func-name-mixedcase
    function PAUSER_ROLE() external view returns (bytes32);
}
