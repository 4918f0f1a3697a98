// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import {IERC20} from "@openzeppelin/contracts/token/ERC20/IERC20.sol";
import {SafeERC20} from "@openzeppelin/contracts/token/ERC20/utils/SafeERC20.sol";
import {MerkleProof} from "@openzeppelin/contracts/utils/cryptography/MerkleProof.sol";
import {Multicall} from "@openzeppelin/contracts/utils/Multicall.sol";
import {BitMaps} from "@openzeppelin/contracts/utils/structs/BitMaps.sol";
import {Funding} from "./Funding.sol";
import {IMerkleDistributor, Round} from "./IMerkleDistributor.sol";

/// @title MerkleDistributor
/// @notice Airdrops in rounds. See {IMerkleDistributor}.
contract MerkleDistributor is IMerkleDistributor, Multicall {
    using SafeERC20 for IERC20;
    using Funding for IERC20;
    using BitMaps for BitMaps.BitMap;

    /// @inheritdoc IMerkleDistributor
    IERC20 public immutable token;

    /// @inheritdoc IMerkleDistributor
    address public immutable treasury;

    /// @inheritdoc IMerkleDistributor
    uint256 public roundCount;

    mapping(uint256 round => Round) private _rounds;
    mapping(uint256 round => BitMaps.BitMap) private _claimed;

    constructor(IERC20 token_, address treasury_) {
        if (address(token_) == address(0) || treasury_ == address(0)) revert DistributorZeroAddress();
        token = token_;
        treasury = treasury_;
    }

    /// @inheritdoc IMerkleDistributor
    function openRound(bytes32 root, uint208 total, uint40 expiry) external returns (uint256 round) {
        if (root == 0 || total == 0) revert DistributorRoundEmpty(root, total);
        if (expiry < block.timestamp) revert DistributorExpiryPast(expiry, block.timestamp);
        round = roundCount++;
        _rounds[round] = Round({root: root, remaining: total, expiry: expiry, total: total});
        emit RoundOpened(round, msg.sender, root, total, expiry);
        token.takeIn(total);
    }

    /// @inheritdoc IMerkleDistributor
    function claim(
        uint256 round,
        uint256 index,
        address account,
        uint256 amount,
        bytes32[] calldata proof
    ) external {
        Round storage found = _round(round);
        if (block.timestamp > found.expiry) revert DistributorRoundOver(round, found.expiry);
        bytes32 leaf = keccak256(bytes.concat(keccak256(abi.encode(index, account, amount))));
        if (!MerkleProof.verifyCalldata(proof, found.root, leaf))
            revert DistributorProof(round, index, account, amount);
        if (_claimed[round].get(index)) revert DistributorClaimed(round, index);
        if (amount > found.remaining) revert DistributorRoundSpent(round, found.remaining, amount);
        _claimed[round].set(index);
        // Fits: it is no more than what remains.
        found.remaining -= uint208(amount);
        emit Claimed(round, index, account, amount);
        token.safeTransfer(account, amount);
    }

    /// @inheritdoc IMerkleDistributor
    function closeRound(uint256 round) external returns (uint256 returned) {
        Round storage found = _round(round);
        uint256 expiry = found.expiry;
        if (expiry == 0) revert DistributorRoundOver(round, 0);
        if (block.timestamp <= expiry && msg.sender != treasury) revert DistributorRoundRuns(round, expiry);
        returned = found.remaining;
        (found.remaining, found.expiry) = (0, 0);
        emit RoundClosed(round, returned);
        token.safeTransfer(treasury, returned);
    }

    /// @inheritdoc IMerkleDistributor
    function roundOf(uint256 round) external view returns (Round memory) {
        return _round(round);
    }

    /// @inheritdoc IMerkleDistributor
    function isClaimed(uint256 round, uint256 index) external view returns (bool) {
        return _claimed[round].get(index);
    }

    function _round(uint256 round) private view returns (Round storage found) {
        found = _rounds[round];
        if (found.root == 0) revert DistributorUnknownRound(round);
    }
}
