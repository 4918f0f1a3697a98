// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import {IERC20} from "@openzeppelin/contracts/token/ERC20/IERC20.sol";

/**
 * @notice One distribution.
 * @param root Of a tree as @openzeppelin/merkle-tree's `StandardMerkleTree` makes it, of
 * `(uint256 index, address account, uint256 amount)`.
 * @param expiry The last second of claims, since 1970; 0 once the round is closed.
 * @param remaining What of the total is not claimed yet, in smallest units; 0 once the round is closed.
 * @param total What the round was opened with.
 */
struct Round {
    bytes32 root;
    uint208 remaining;
    uint40 expiry;
    uint256 total;
}

/**
 * @title IMerkleDistributor
 * @notice Airdrops of one token, in rounds. Whoever opens a round pays its total at once; a round never pays more than that,
 * whatever its root says, and never from another's. What is not claimed goes to the treasury when the round is
 * closed, whoever paid for it.
 * @dev `multicall` claims from several rounds in one transaction.
 */
interface IMerkleDistributor {
    event RoundOpened(
        uint256 indexed round,
        address indexed funder,
        bytes32 indexed root,
        uint256 total,
        uint256 expiry
    );
    event Claimed(uint256 indexed round, uint256 indexed index, address indexed account, uint256 amount);

    /// @param returned What was not claimed, and went to the treasury.
    event RoundClosed(uint256 indexed round, uint256 returned);

    /// @dev Neither the token nor the treasury may be the zero address.
    error DistributorZeroAddress();

    /// @dev A round without root or total.
    error DistributorRoundEmpty(bytes32 root, uint256 total);

    /// @dev A round that would be over before anybody could claim.
    error DistributorExpiryPast(uint256 expiry, uint256 time);

    /// @dev No round has this number.
    error DistributorUnknownRound(uint256 round);

    /// @dev Claims ended with `expiry`, or the round was closed (0).
    error DistributorRoundOver(uint256 round, uint256 expiry);

    /// @dev Until `expiry` only the treasury may close the round.
    error DistributorRoundRuns(uint256 round, uint256 expiry);

    error DistributorClaimed(uint256 round, uint256 index);

    /// @dev The round's tree has no such leaf.
    error DistributorProof(uint256 round, uint256 index, address account, uint256 amount);

    /// @dev The tree promises more than the round was opened with.
    error DistributorRoundSpent(uint256 round, uint256 remaining, uint256 amount);

    /**
     * @notice Opens a round and takes `total` from the caller, who approved it. Open to everybody: who pays may say to whom.
     * @param root See {Round}.
     * @param total The sum of the tree's amounts.
     * @param expiry The last second of claims, since 1970.
     * @return round Its number.
     */
    function openRound(bytes32 root, uint208 total, uint40 expiry) external returns (uint256 round);

    /// @notice Sends `account` what a leaf of the round's tree says, once. Anybody may call it.
    function claim(
        uint256 round,
        uint256 index,
        address account,
        uint256 amount,
        bytes32[] calldata proof
    ) external;

    /// @notice Sends the treasury what is left. For everybody once the round has expired, for the treasury at any time.
    function closeRound(uint256 round) external returns (uint256 returned);

    function roundOf(uint256 round) external view returns (Round memory);

    function isClaimed(uint256 round, uint256 index) external view returns (bool);

    /// @notice How many rounds there were; they count from 0.
    function roundCount() external view returns (uint256);

    function token() external view returns (IERC20);

    function treasury() external view returns (address);
}
