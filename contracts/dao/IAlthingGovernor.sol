// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

/**
 * @title IAlthingGovernor
 * @notice What {AlthingGovernor} adds to OpenZeppelin's `Governor`. All times are seconds: the voting token's clock
 * (ERC-6372) is a timestamp.
 */
interface IAlthingGovernor {
    /// @notice How an organisation votes. A proposal through the timelock can change each of them later.
    /// @param votingDelay Seconds from the proposal to the snapshot of voting power and the start of the vote.
    /// @param votingPeriod Seconds that a vote lasts, at least 1.
    /// @param lateQuorumExtension Seconds that a vote goes on, at least, after its quorum is reached.
    /// @param proposalThreshold Votes that a proposer needs, in the token's smallest units.
    /// @param quorumPercent Share of the supply at the snapshot that must vote for or abstain, 0 to 100.
    struct VotingSettings {
        uint48 votingDelay;
        uint32 votingPeriod;
        uint48 lateQuorumExtension;
        uint256 proposalThreshold;
        uint256 quorumPercent;
    }

    /// @dev The settings are seconds, a token whose clock counts blocks would misread them.
    /// @param token The voting token.
    /// @param clockMode What its `CLOCK_MODE` says.
    error AlthingGovernorClockNotTimestamp(address token, string clockMode);

    /// @notice The timelock through which proposals execute, and which owns what they govern.
    function timelock() external view returns (address);
}
