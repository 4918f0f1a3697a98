// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

/**
 * @title The periods, in seconds, that router and operator set must agree on.
 * @dev A stake has to stay in reach for as long as a signature of its operator can do harm and be found out: until the
 * last request that it may have signed is past its deadline, its epoch past its grace, and then a while to prove it.
 */
library Periods {
    /// @notice Longest time from a request to its deadline that the DAO may allow.
    uint256 internal constant MAX_DURATION = 14 days;

    /// @notice How long an epoch still counts after the next one started.
    uint256 internal constant GRACE = 1 hours;

    /// @notice Least time that is left to prove an equivocation before its operator's stake can be gone.
    uint256 internal constant EVIDENCE_WINDOW = 14 days;

    /// @notice How long a stake that is taken out can still be slashed.
    uint256 internal constant UNBONDING = MAX_DURATION + GRACE + EVIDENCE_WINDOW;
}
