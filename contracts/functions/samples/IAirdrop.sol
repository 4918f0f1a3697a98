// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import {Outcome} from "../types/Enums.sol";
import {IMerkle} from "./IMerkle.sol";

/**
 * @title Tokens for a published list of accounts, each of which fetches its own.
 * @notice The owner publishes the list, in parts of up to about a thousand claims. It stands in the router's event, where
 * anyone can read it; on chain only the root of its Merkle tree is kept, which a function computes. Claims are funded when
 * their part is published, and can be made until `claimsEnd`. Amounts are in the token's smallest unit.
 */
interface IAirdrop {
    /**
     * @param root Of the part's tree; 0 until the function answered.
     * @param total Sum of the part's claims; 0 if it was given up.
     * @param deadline Unix time in seconds until which the answer may come.
     */
    struct Part {
        bytes32 root;
        uint256 total;
        uint64 deadline;
    }

    event PartPublished(uint256 indexed part, bytes32 indexed requestId, uint256 claims, uint256 total);
    /// @notice The part's claims can be made from now on.
    event PartOpened(uint256 indexed part, bytes32 root);
    /// @notice No root came: the part is given up, its list can be published again. `reason` is the function's error data.
    event PartFailed(uint256 indexed part, Outcome outcome, bytes reason);
    event PartDropped(uint256 indexed part);
    event Claimed(uint256 indexed part, address indexed account, uint256 amount);
    event Recovered(address indexed to, uint256 amount);

    /// @notice Accounts must ascend, which also rules out doubles: `account` stands after `previous`.
    error AirdropOrder(address previous, address account);
    /// @notice The contract holds `had` tokens, all parts together need `needed`.
    error AirdropUnderfunded(uint256 had, uint256 needed);
    /// @notice Claims can be made until `claimsEnd`, and what is left be recovered after it.
    error AirdropClaimsEnd(uint256 claimsEnd);
    /// @notice The part has no root: it was not published, is not computed yet, or was given up.
    error AirdropNotOpen(uint256 part);
    /// @notice The part has its root, was given up already, or may still get its root until `deadline`.
    error AirdropNotOverdue(uint256 part, uint256 deadline);
    error AirdropProof(uint256 part, address account, uint256 amount);
    error AirdropClaimed(uint256 part, address account);

    /**
     * @notice Publishes a part of the list and pays for its root; what is left of the payment is credited to the owner's
     * account at the router. Only the owner.
     * @param list Ascending by account; the tokens for it must be here.
     * @param fuelLimit Most fuel that the root may take.
     * @param gasPriceCap Most wei a unit of gas that is paid to the operator.
     */
    function publish(
        IMerkle.Claim[] calldata list,
        uint64 fuelLimit,
        uint64 gasPriceCap
    ) external payable returns (uint256 part);

    /// @notice Gives up a part whose root never came, once its request is overdue. Only the owner.
    function drop(uint256 part) external;

    /// @notice Sends `account` what a part's list has for it, once. Anyone may call.
    function claim(uint256 part, address account, uint256 amount, bytes32[] calldata proof) external;

    /// @notice Sends all that is left to `to`, after the end of claims. Only the owner.
    function recover(address to) external returns (uint256 amount);

    /// @notice Wei that publishing a part of `claims` claims needs now.
    function publishCost(
        uint256 claims,
        uint64 fuelLimit,
        uint64 gasPriceCap
    ) external view returns (uint256);

    function partOf(uint256 part) external view returns (Part memory);

    /// @notice How many parts were published; their numbers are 1 to this.
    function partCount() external view returns (uint256);

    /// @notice Tokens that published claims still need.
    function promised() external view returns (uint256);

    function isClaimed(uint256 part, address account) external view returns (bool);
}
