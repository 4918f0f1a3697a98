// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import {Quorum} from "./FunctionTypes.sol";

/// @title Who may sign receipts, and how many of them must.
interface IOperatorSet {
    /**
     * @param signer Key that signs receipts.
     * @param sender Key that sends fulfilments and is reimbursed for their gas.
     * @param payout Account at the router that is credited with this operator's fees.
     */
    struct Operator {
        address signer;
        address sender;
        address payout;
    }

    event EpochStarted(uint32 indexed epoch, Operator[] operators, uint256 quorum);
    event OperatorRevoked(uint32 indexed epoch, uint256 indexed index, address signer);

    /// @notice The epoch has `count` operators; there is none at `index`.
    error OperatorSetUnknownOperator(uint32 epoch, uint256 index, uint256 count);
    /// @notice The set has `count` members; it may have 1 to `maximum`.
    error OperatorSetSize(uint256 count, uint256 maximum);
    /// @notice Signers must ascend, which also rules out doubles: `signer` stands after `previous`.
    error OperatorSetOrder(address previous, address signer);
    /// @notice The operator with this signer has no sender or payout address.
    error OperatorSetIncomplete(address signer);
    /// @notice `epoch` neither is the current one nor was it within its grace.
    error OperatorSetEpoch(uint32 epoch, uint32 current);
    /// @notice Only `had` of the `needed` operators signed.
    error OperatorSetQuorum(uint256 had, uint256 needed);
    /// @notice The bitmap names a place outside the set, or an operator whose key was revoked.
    error OperatorSetSigners(uint256 signers, uint256 allowed);
    /// @notice The signature for the operator at `index` is by `recovered` (0 if malformed), not by `expected`.
    error OperatorSetSignature(uint256 index, address recovered, address expected);
    /// @notice `length` bytes are not 65 for each of `count` signers.
    error OperatorSetSignaturesLength(uint256 length, uint256 count);

    /// @notice Replaces the set; the epoch before counts for `GRACE` seconds more. Only the owner.
    function startEpoch(Operator[] calldata operators) external;

    /// @notice Takes an operator's signer and sender out of an epoch at once. Only the owner.
    function revoke(uint32 epoch, uint256 index) external;

    /// @notice The number of the epoch that counts now; the first is 1.
    function currentEpoch() external view returns (uint32);

    /// @notice The members of an epoch, ascending by signer; the place of each is its bit in a quorum's bitmap.
    function operatorsOf(uint32 epoch) external view returns (Operator[] memory);

    /// @notice The operator at `index` of an epoch, also of an old one and after a revocation. Reverts if there is none.
    function operatorOf(uint32 epoch, uint256 index) external view returns (Operator memory);

    /// @notice The places of an epoch's members whose keys count: as in a quorum's bitmap, less those revoked.
    function membersOf(uint32 epoch) external view returns (uint256 bitmap);

    /// @notice n of the current epoch, and the k of them that must sign: f = (n-1)/3, k = (n+f)/2 + 1.
    function size() external view returns (uint256 count, uint256 quorum);

    /**
     * @notice Whether `sender` is the sender key of a member of the current epoch.
     * @dev A key that several operators named goes with the last of them.
     */
    function isSender(address sender) external view returns (bool);

    /**
     * @notice Reverts unless a quorum of the epoch signed `digest`.
     * @return count n of that epoch.
     * @return signatures How many signed.
     */
    function check(
        uint32 epoch,
        bytes32 digest,
        Quorum calldata quorum
    ) external view returns (uint256 count, uint256 signatures);
}
