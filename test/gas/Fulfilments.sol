// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import {FunctionHashes} from "../../contracts/functions/FunctionHashes.sol";
import {FunctionRouter} from "../../contracts/functions/FunctionRouter.sol";
import {
    Batch,
    Fulfilment,
    Quorum,
    Receipt,
    Request,
    Signature
} from "../../contracts/functions/FunctionTypes.sol";
import {IFunctionRouter} from "../../contracts/functions/IFunctionRouter.sol";
import {Outcome} from "../../contracts/functions/types/Enums.sol";
import {packVerdict} from "../../contracts/functions/types/Verdict.sol";
import {IVm, VM} from "../helpers/IVm.sol";
import {RequestedEvent} from "../helpers/RequestedEvent.sol";

/// @title Batches that three of four operators really sign.
abstract contract Fulfilments {
    using FunctionHashes for *;

    error NoRequestAnnounced();

    uint64 private constant FUEL_USED = 500_000;
    bytes private constant RESULT = abi.encode(uint256(42));

    FunctionRouter internal _router;

    /// @dev Calldata of `fulfill`, of the first epoch.
    function _fulfilment(Request[] memory requests) internal view returns (bytes memory) {
        Fulfilment[] memory fulfilments = new Fulfilment[](requests.length);
        bytes32[] memory leaves = new bytes32[](requests.length);
        for (uint256 i = 0; i < requests.length; ++i) {
            fulfilments[i] = Fulfilment(requests[i], packVerdict(Outcome.Success, FUEL_USED), RESULT);
            leaves[i] = _receipt(requests[i]).hash();
        }
        Batch memory batch = Batch(1, leaves.root(), uint32(leaves.length));
        return abi.encodeCall(IFunctionRouter.fulfill, (fulfilments, 1, _sign(batch), 0));
    }

    /// @dev The request that the router announced.
    function _requested(IVm.Log[] memory logs) internal pure returns (Request memory) {
        for (uint256 i = 0; i < logs.length; ++i) {
            if (logs[i].topics[0] != IFunctionRouter.Requested.selector) continue;
            return RequestedEvent.header(logs[i].data);
        }
        revert NoRequestAnnounced();
    }

    /// @dev Operators' signing keys, ascending by address.
    function _keyAt(uint256 place) internal pure returns (uint256) {
        uint8[4] memory keys = [4, 2, 11, 10];
        return keys[place];
    }

    function _receipt(Request memory request) private view returns (Receipt memory receipt) {
        receipt.commitment = _router.hashRequest(request);
        receipt.outcome = Outcome.Success;
        receipt.resultHash = keccak256(RESULT);
        receipt.fuelUsed = FUEL_USED;
    }

    function _sign(Batch memory batch) private view returns (Quorum memory quorum) {
        bytes32 digest = _router.hashBatch(batch);
        quorum.signers = 7;
        quorum.signatures = new Signature[](3);
        for (uint256 i = 0; i < 3; ++i) {
            (uint8 v, bytes32 r, bytes32 s) = VM.sign(_keyAt(i), digest);
            quorum.signatures[i] = Signature(r, bytes32(uint256(s) | (uint256(v - 27) << 255)));
        }
    }
}
