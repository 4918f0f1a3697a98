// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import {Statement} from "./Equivocation.sol";
import {IRollKeeper} from "./IRollKeeper.sol";
import {Roll} from "./types/Roll.sol";

/// @title Who may sign receipts and submit them, and how many must sign. One set may serve several routers.
interface IOperatorSet {
    /**
     * @param signer Key that signs receipts; the operator's bond stands under it.
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
    event RouterAdded(IRollKeeper indexed router);
    event RouterRemoved(IRollKeeper indexed router);
    event GuardianChanged(address indexed previous, address indexed current);

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
    /// @notice `caller` may not do this.
    error OperatorSetNotAllowed(address caller);
    /// @notice The set serves `maximum` routers already.
    error OperatorSetRouters(uint256 maximum);
    /// @notice The set does not serve this router.
    error OperatorSetUnknownRouter(IRollKeeper router);

    /// @notice Replaces the set; the epoch before counts for `GRACE` seconds more. Only the owner.
    function startEpoch(Operator[] calldata operators) external;

    /**
     * @notice Takes an operator's signer and sender out of an epoch that counts, at once. The owner, the guardian, or the
     * operator itself by its sender key.
     */
    function revoke(uint32 epoch, uint256 index) external;

    /**
     * @notice Takes the whole bond of an operator that signed two receipts of one execution that contradict each other, and
     * takes the operator out of every epoch that counts. Anyone; a part goes to the caller. However old the batches.
     * @param router Whose batches they are; one that this set serves or served.
     * @dev Whoever sees the call coming can copy it and earn the part: who minds sends it to a builder directly. The
     * operator loses the same either way, and cannot take its bond out meanwhile.
     */
    function slash(IRollKeeper router, Statement calldata first, Statement calldata second) external;

    /// @notice Names who may revoke an operator's key and pause the routers' new requests; 0 names nobody. Only the owner.
    function setGuardian(address guardian) external;

    /// @notice Serves a router from now on. The owner; for the first router also whoever deployed the set.
    function addRouter(IRollKeeper router) external;

    /**
     * @notice Serves a router no longer: nobody can fulfil there from now on, so let its requests end first; those that are
     * left expire. Only the owner.
     */
    function removeRouter(IRollKeeper router) external;

    function guardian() external view returns (address);

    /// @notice The number of the epoch that counts now; the first is 1.
    function currentEpoch() external view returns (uint32);

    /// @notice What a router keeps of the current epoch.
    function currentRoll() external view returns (Roll memory);

    /// @notice The members of an epoch, ascending by signer; the place of each is its bit in a quorum's bitmap.
    function operatorsOf(uint32 epoch) external view returns (Operator[] memory);

    /// @notice The operator at `index` of an epoch, also of an old one and after a revocation. Reverts if there is none.
    function operatorOf(uint32 epoch, uint256 index) external view returns (Operator memory);

    /// @notice The places of an epoch's members whose keys count: as in a quorum's bitmap, less those revoked.
    function membersOf(uint32 epoch) external view returns (uint256 bitmap);

    /// @notice Whether the signer's signatures count now, in the current epoch or one within its grace.
    function isMember(address signer) external view returns (bool);

    /// @notice How many members an epoch has, revoked ones included; 0 if there is no such epoch.
    function countOf(uint32 epoch) external view returns (uint256);

    /// @notice n of the current epoch, and the k of them that must sign: f = (n-1)/3, k = (n+f)/2 + 1.
    function size() external view returns (uint256 count, uint256 quorum);

    /// @notice Whether this set serves the router, or did: what was signed for it can be evidence.
    function hasServed(IRollKeeper router) external view returns (bool);

    /// @notice The routers that this set serves.
    function routers() external view returns (IRollKeeper[] memory);
}
