// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import {Ownable} from "@openzeppelin/contracts/access/Ownable.sol";
import {ECDSA} from "@openzeppelin/contracts/utils/cryptography/ECDSA.sol";
import {IOperatorSet} from "./IOperatorSet.sol";
import {Quorum} from "./FunctionTypes.sol";

/// @title The operator set: epochs of members under the DAO's control.
contract OperatorSet is IOperatorSet, Ownable {
    /// @notice How long an epoch still counts after the next one started, in seconds.
    uint256 public constant GRACE = 1 hours;

    /// @notice Most members of a set: one bit each.
    uint256 public constant MAX_OPERATORS = 64;

    uint256 private constant SIGNATURE_LENGTH = 65;

    /// @dev `ends` is 0 while the epoch is the current one. One slot, read once for a check.
    struct Epoch {
        uint64 ends;
        uint64 members;
        uint8 count;
    }

    /// @dev The operator that named a sender key last.
    struct Sender {
        uint32 epoch;
        uint8 index;
    }

    uint32 public currentEpoch;
    mapping(uint32 epoch => Epoch) private _epochs;
    mapping(uint32 epoch => Operator[]) private _operators;
    mapping(address key => Sender) private _senders;

    constructor(address owner_, Operator[] memory operators) Ownable(owner_) {
        _startEpoch(operators);
    }

    /// @inheritdoc IOperatorSet
    function startEpoch(Operator[] calldata operators) external onlyOwner {
        _startEpoch(operators);
    }

    /// @inheritdoc IOperatorSet
    function revoke(uint32 epoch, uint256 index) external onlyOwner {
        address signer = operatorOf(epoch, index).signer;
        _epochs[epoch].members &= ~uint64(1 << index);
        emit OperatorRevoked(epoch, index, signer);
    }

    /// @inheritdoc IOperatorSet
    function operatorsOf(uint32 epoch) external view returns (Operator[] memory) {
        return _operators[epoch];
    }

    /// @inheritdoc IOperatorSet
    function membersOf(uint32 epoch) external view returns (uint256 bitmap) {
        return _epochs[epoch].members;
    }

    /// @inheritdoc IOperatorSet
    function size() external view returns (uint256 count, uint256 quorum) {
        count = _epochs[currentEpoch].count;
        quorum = _quorum(count);
    }

    /// @inheritdoc IOperatorSet
    function isSender(address sender) external view returns (bool) {
        Sender memory found = _senders[sender];
        return found.epoch == currentEpoch && (_epochs[found.epoch].members >> found.index) & 1 == 1;
    }

    /// @inheritdoc IOperatorSet
    function operatorOf(uint32 epoch, uint256 index) public view returns (Operator memory) {
        uint256 count = _operators[epoch].length;
        if (index >= count) revert OperatorSetUnknownOperator(epoch, index, count);
        return _operators[epoch][index];
    }

    /// @inheritdoc IOperatorSet
    function check(
        uint32 epoch,
        bytes32 digest,
        Quorum calldata quorum
    ) external view returns (uint256 count, uint256 signatures) {
        Epoch memory members = _requireCounting(epoch);
        count = members.count;
        if (quorum.signers & ~uint256(members.members) != 0) {
            revert OperatorSetSigners(quorum.signers, members.members);
        }
        signatures = _checkSignatures(epoch, digest, quorum);
        if (signatures < _quorum(count)) revert OperatorSetQuorum(signatures, _quorum(count));
    }

    function _startEpoch(Operator[] memory operators) private {
        uint256 count = operators.length;
        if (count == 0 || count > MAX_OPERATORS) revert OperatorSetSize(count, MAX_OPERATORS);
        _epochs[currentEpoch].ends = uint64(block.timestamp + GRACE);
        uint32 epoch = ++currentEpoch;
        _epochs[epoch] = Epoch(0, uint64(type(uint64).max >> (64 - count)), uint8(count));
        address previous = address(0);
        for (uint256 i = 0; i < count; ++i) previous = _addOperator(epoch, uint8(i), operators[i], previous);
        emit EpochStarted(epoch, operators, _quorum(count));
    }

    function _addOperator(
        uint32 epoch,
        uint8 index,
        Operator memory operator,
        address previous
    ) private returns (address) {
        address signer = operator.signer;
        if (signer <= previous) revert OperatorSetOrder(previous, signer);
        if (operator.sender == address(0) || operator.payout == address(0))
            revert OperatorSetIncomplete(signer);
        _operators[epoch].push(operator);
        _senders[operator.sender] = Sender(epoch, index);
        return signer;
    }

    function _requireCounting(uint32 epoch) private view returns (Epoch memory members) {
        members = _epochs[epoch];
        uint32 current = currentEpoch;
        bool inGrace = epoch == current - 1 && block.timestamp <= members.ends;
        if (members.count == 0 || (epoch != current && !inGrace)) revert OperatorSetEpoch(epoch, current);
    }

    /// @dev One signature for each set bit, lowest first; a bit cannot be used twice.
    function _checkSignatures(
        uint32 epoch,
        bytes32 digest,
        Quorum calldata quorum
    ) private view returns (uint256 used) {
        Operator[] storage operators = _operators[epoch];
        uint256 index = 0;
        for (uint256 signers = quorum.signers; signers != 0; signers >>= 1) {
            if (signers & 1 == 1) _checkSignature(operators[index].signer, index, digest, quorum, used++);
            ++index;
        }
        if (quorum.signatures.length != used * SIGNATURE_LENGTH) {
            revert OperatorSetSignaturesLength(quorum.signatures.length, used);
        }
    }

    /// @dev OpenZeppelin's ECDSA refuses malleable signatures (high s).
    function _checkSignature(
        address expected,
        uint256 index,
        bytes32 digest,
        Quorum calldata quorum,
        uint256 place
    ) private pure {
        uint256 start = place * SIGNATURE_LENGTH;
        if (quorum.signatures.length < start + SIGNATURE_LENGTH) {
            revert OperatorSetSignaturesLength(quorum.signatures.length, place + 1);
        }
        (address recovered, , ) = ECDSA.tryRecoverCalldata(
            digest,
            quorum.signatures[start:start + SIGNATURE_LENGTH]
        );
        if (recovered != expected) revert OperatorSetSignature(index, recovered, expected);
    }

    function _quorum(uint256 count) private pure returns (uint256) {
        return (count + (count - 1) / 3) / 2 + 1;
    }
}
