// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import {FunctionHashes} from "../../../contracts/functions/FunctionHashes.sol";
import {
    Batch,
    Fulfilment,
    Outcome,
    Quorum,
    Receipt,
    Request,
    Signature
} from "../../../contracts/functions/FunctionTypes.sol";
import {Callback} from "../../../contracts/functions/types/Callback.sol";
import {packVerdict} from "../../../contracts/functions/types/Verdict.sol";
import {UnwillingConsumer} from "./Consumers.sol";
import {DaoSteps} from "./DaoSteps.sol";

/// @title Batches as operators sign them, with receipts of every sort, and what a router has to make of each.
abstract contract Batches is DaoSteps {
    using FunctionHashes for *;

    struct SignedBatch {
        Fulfilment[] fulfilments;
        uint32 epoch;
        Quorum quorum;
    }

    /// @dev A batch in the pool: what anyone who watches it can copy.
    bytes[] internal _pool;
    mapping(bytes32 id => uint256 step) private _seenIn;
    uint256 private _foreseen;

    /// @dev Of 1 to 6 receipts: mostly live requests, some dead, foreign, or with a receipt that breaks the rules.
    function _anyFulfilments() internal returns (Fulfilment[] memory fulfilments) {
        fulfilments = new Fulfilment[](_between(1, 6));
        for (uint256 i = 0; i < fulfilments.length; ++i) {
            fulfilments[i].request = _anyHeader();
            _judge(fulfilments[i]);
        }
    }

    function _anyHeader() internal returns (Request memory header) {
        header = _requests[_oneIn(6) ? _anyOfIds(_ids) : _anyLive()].header;
        if (_oneIn(16)) _forge(header);
    }

    /// @dev Mostly one of the last, as those have the callbacks and consumers of this part of the run.
    function _anyLive() internal returns (bytes32) {
        uint256 count = _liveIds.length;
        if (count == 0) return _anyOfIds(_ids);
        return _liveIds[count - 1 - _below(_oneIn(4) || count < 12 ? count : 12)];
    }

    function _anyOfIds(bytes32[] storage ids) internal returns (bytes32) {
        return ids[_below(ids.length)];
    }

    /// @dev A header that no request has.
    function _forge(Request memory header) internal {
        uint256 kind = _below(3);
        if (kind == 0) header.tag = keccak256(abi.encode(header.tag));
        else if (kind == 1) header.callback = Callback.wrap(Callback.unwrap(header.callback) + (1 << 192));
        else header.task = keccak256(abi.encode(header.task));
    }

    /// @dev As many as a quorum takes or more, of those whose keys count. Too few where too many were revoked.
    function _sign(Fulfilment[] memory fulfilments, uint32 epoch) internal returns (Quorum memory quorum) {
        uint256 count = _epochs[epoch].candidates.length;
        uint256 wanted = _between(_quorumOf(epoch), count);
        uint256 signed = 0;
        Signature[] memory signatures = new Signature[](wanted);
        bytes32 digest = _digestOf(fulfilments, epoch);
        for (uint256 i = 0; i < count && signed < wanted; ++i) {
            if ((_epochs[epoch].revoked >> i) & 1 == 1) continue;
            quorum.signers |= 1 << i;
            signatures[signed++] = _signature(_epochs[epoch].keys[i], digest);
        }
        // solhint-disable-next-line no-inline-assembly
        assembly ("memory-safe") {
            mstore(signatures, signed)
        }
        quorum.signatures = signatures;
    }

    /// @dev Whether as many as it takes signed, each with a key that counts now.
    function _isSigned(SignedBatch memory batch) internal view returns (bool) {
        if (!_countsNow(batch.epoch) || batch.quorum.signers & _epochs[batch.epoch].revoked != 0)
            return false;
        return batch.quorum.signatures.length >= _quorumOf(batch.epoch);
    }

    /// @dev How many receipts settle now. Notes for each of them what the books expect.
    function _foresee(Fulfilment[] memory fulfilments) internal returns (uint256 settling) {
        ++_foreseen;
        for (uint256 i = 0; i < fulfilments.length; ++i) {
            Fulfilment memory fulfilment = fulfilments[i];
            bytes32 id = _router.hashRequest(fulfilment.request);
            RequestBook storage book = _requests[id];
            if (book.state != State.Live || _seenIn[id] == _foreseen) continue;
            if (block.timestamp > book.header.payer.deadline() || !_keepsRules(fulfilment)) continue;
            _seenIn[id] = _foreseen;
            (book.verdict, book.result) = (fulfilment.verdict, fulfilment.result);
            book.fails = book.header.callback.gasLimit() != 0 && !_accepts(book.header);
            ++settling;
        }
    }

    /// @dev Whether the consumer takes the result with what its request gives for the callback.
    function _accepts(Request memory header) internal view returns (bool) {
        return header.callback.gasLimit() >= AMPLE_GAS && _isWilling(header.callback.consumer());
    }

    function _isWilling(address consumer) internal view returns (bool) {
        if (consumer == _consumers[0] || consumer == _consumers[1]) return true;
        return UnwillingConsumer(payable(consumer)).willing();
    }

    /// @dev One receipt in eight breaks a rule of outcomes, fuel or length.
    function _judge(Fulfilment memory fulfilment) private {
        uint256 fuelLimit = fulfilment.request.limits.fuelLimit();
        Outcome outcome = Outcome(_between(1, 5));
        uint256 fuelUsed = fuelLimit;
        if (outcome == Outcome.Success || outcome == Outcome.Revert) {
            fuelUsed = _below(fuelLimit + 1);
            fulfilment.result = new bytes(_below(fulfilment.request.limits.maxResultBytes() + 1));
        } else if (outcome == Outcome.Unserviceable) fuelUsed = 0;
        fulfilment.verdict = packVerdict(outcome, uint64(fuelUsed));
        if (_oneIn(8)) _breakRules(fulfilment, fuelLimit);
    }

    function _breakRules(Fulfilment memory fulfilment, uint256 fuelLimit) private {
        uint256 kind = _below(4);
        if (kind == 0) fulfilment.result = new bytes(fulfilment.request.limits.maxResultBytes() + 1);
        else if (kind == 1) fulfilment.verdict = packVerdict(Outcome.Success, uint64(fuelLimit + 1));
        else if (kind == 2) fulfilment.verdict = packVerdict(Outcome.None, 0);
        else fulfilment.verdict = packVerdict(Outcome.Unserviceable, 1);
    }

    function _digestOf(Fulfilment[] memory fulfilments, uint32 epoch) private view returns (bytes32) {
        bytes32[] memory leaves = new bytes32[](fulfilments.length);
        for (uint256 i = 0; i < leaves.length; ++i) {
            Fulfilment memory fulfilment = fulfilments[i];
            Receipt memory receipt;
            receipt.commitment = _router.hashRequest(fulfilment.request);
            receipt.outcome = Outcome(fulfilment.verdict.outcomeCode());
            receipt.resultHash = keccak256(fulfilment.result);
            receipt.fuelUsed = uint64(fulfilment.verdict.fuelUsed());
            leaves[i] = receipt.hash();
        }
        return _router.hashBatch(Batch(epoch, leaves.root(), uint32(leaves.length)));
    }
}
