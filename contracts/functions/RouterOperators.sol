// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import {CompactSignature} from "./CompactSignature.sol";
import {IFunctionRouter} from "./IFunctionRouter.sol";
import {IOperatorSet} from "./IOperatorSet.sol";
import {IRollKeeper} from "./IRollKeeper.sol";
import {Quorum, Signature} from "./FunctionTypes.sol";
import {Roll, Rolls} from "./types/Roll.sol";

/**
 * @title The router's copy of the operator set's roll, and what it checks signatures and senders against.
 * @dev A fulfilment reads one slot and one data contract to know who signed and who sent.
 */
abstract contract RouterOperators is IFunctionRouter, IRollKeeper {
    using Rolls for *;

    IOperatorSet public immutable operatorSet;

    Roll private _current;
    Roll private _previous;
    uint64 private _graceEnds;
    mapping(address deputy => address sender) public principalOf;

    modifier onlyOperatorSet() {
        if (msg.sender != address(operatorSet)) revert RouterNotOperatorSet(msg.sender);
        _;
    }

    constructor(IOperatorSet operatorSet_) {
        operatorSet = operatorSet_;
    }

    /// @inheritdoc IRollKeeper
    function turnRoll(Roll calldata roll, uint64 graceEnds) external onlyOperatorSet {
        if (roll.epoch != _current.epoch) (_previous, _graceEnds) = (_current, graceEnds);
        _current = roll;
        _quorumChanged(roll.keys.count().quorumOf());
    }

    /// @inheritdoc IRollKeeper
    function setMembers(uint32 epoch, uint64 members) external onlyOperatorSet {
        if (epoch == _current.epoch) _current.members = members;
        else if (epoch == _previous.epoch) _previous.members = members;
    }

    /// @inheritdoc IFunctionRouter
    function setDeputy(address deputy, bool allowed) external {
        address sender = principalOf[deputy];
        if (sender != address(0) && sender != msg.sender) revert RouterDeputy(deputy, sender);
        principalOf[deputy] = allowed ? msg.sender : address(0);
        emit DeputyChanged(msg.sender, deputy, allowed);
    }

    /**
     * @dev Holds the caller against the senders of the current epoch, and signatures against the members of `epoch`.
     * @param submitter Place in the current epoch of the operator that sends.
     * @return used How many signed.
     */
    function _checkSubmission(
        uint32 epoch,
        bytes32 digest,
        Quorum calldata quorum,
        uint256 submitter
    ) internal view returns (uint256 used) {
        Roll memory current = _current;
        uint256 count = current.keys.count();
        bytes memory pairs = current.keys.pairs(count);
        _requireSender(current, pairs, submitter);
        if (epoch == current.epoch) return _checkSignatures(current.members, pairs, count, digest, quorum);
        return _checkPrevious(epoch, digest, quorum);
    }

    /// @dev Reverts unless a quorum of `epoch`, which counts now, signed `digest`.
    function _checkQuorum(uint32 epoch, bytes32 digest, Quorum calldata quorum) internal view {
        if (epoch == _current.epoch) _checkRoll(_current, digest, quorum);
        else _checkPrevious(epoch, digest, quorum);
    }

    /// @dev Told how many signatures the new epoch's batches carry.
    function _quorumChanged(uint256 quorum) internal virtual;

    function _requireSender(Roll memory current, bytes memory pairs, uint256 index) private view {
        if ((current.members >> index) & 1 == 0) revert RouterNotSender(msg.sender, index);
        address sender = pairs.sender(index);
        if (msg.sender != sender && principalOf[msg.sender] != sender) {
            revert RouterNotSender(msg.sender, index);
        }
    }

    function _checkPrevious(
        uint32 epoch,
        bytes32 digest,
        Quorum calldata quorum
    ) private view returns (uint256) {
        bool inGrace = epoch == _previous.epoch && block.timestamp <= _graceEnds;
        if (!inGrace || epoch == 0) revert RouterEpoch(epoch, _current.epoch);
        return _checkRoll(_previous, digest, quorum);
    }

    function _checkRoll(
        Roll memory roll,
        bytes32 digest,
        Quorum calldata quorum
    ) private view returns (uint256) {
        uint256 count = roll.keys.count();
        return _checkSignatures(roll.members, roll.keys.pairs(count), count, digest, quorum);
    }

    /// @dev One signature for each set bit, lowest first; a bit cannot be used twice.
    function _checkSignatures(
        uint256 members,
        bytes memory pairs,
        uint256 count,
        bytes32 digest,
        Quorum calldata quorum
    ) private view returns (uint256 used) {
        uint256 signers = quorum.signers;
        if (signers & ~members != 0) revert RouterSigners(signers, members);
        Signature[] calldata signatures = quorum.signatures;
        unchecked {
            for (uint256 index = 0; signers != 0; (signers >>= 1, ++index)) {
                if (signers & 1 == 0) continue;
                if (used == signatures.length) revert RouterSignaturesLength(signatures.length, used + 1);
                _checkSignature(pairs.signer(index), index, digest, signatures[used]);
                ++used;
            }
        }
        if (signatures.length != used) revert RouterSignaturesLength(signatures.length, used);
        uint256 needed = count.quorumOf();
        if (used < needed) revert RouterQuorum(used, needed);
    }

    function _checkSignature(
        address expected,
        uint256 index,
        bytes32 digest,
        Signature calldata signature
    ) private view {
        address recovered = CompactSignature.recover(digest, signature);
        if (recovered != expected) revert RouterSignature(index, recovered, expected);
    }
}
