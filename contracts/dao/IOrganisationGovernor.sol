// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import {IERC5805} from "@openzeppelin/contracts/interfaces/IERC5805.sol";

/**
 * @title IOrganisationGovernor
 * @notice What {OrganisationGovernor} adds to OpenZeppelin's `Governor`. All times are seconds: the voting token's clock
 * (ERC-6372) is a timestamp.
 */
interface IOrganisationGovernor {
    /// @notice Who votes, and how. A proposal through the timelock can change each later, but for name and token.
    /// @param name The governor's name, also that of its EIP-712 domain (version "1").
    /// @param token Counts the votes (ERC-5805): an ERC-20 or an ERC-721, whose clock must count seconds.
    /// @param votingDelay Seconds from the proposal to the snapshot of voting power and the start of the vote.
    /// @param votingPeriod Seconds that a vote lasts, at least 1.
    /// @param proposalThreshold Votes that a proposer needs, in the token's smallest units.
    /// @param quorumPercent Share of the supply at the snapshot that must vote for or abstain, 0 to 100.
    struct VotingSettings {
        string name;
        IERC5805 token;
        uint48 votingDelay;
        uint32 votingPeriod;
        uint256 proposalThreshold;
        uint256 quorumPercent;
    }

    /// @dev The settings are seconds, a token whose clock counts blocks would misread them.
    /// @param token The voting token.
    /// @param clockMode What its `CLOCK_MODE` says.
    error GovernorClockNotTimestamp(address token, string clockMode);
}
