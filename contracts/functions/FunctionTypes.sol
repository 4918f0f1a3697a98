// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import {Callback} from "./types/Callback.sol";
import {Mode, Outcome} from "./types/Enums.sol";
import {Limits} from "./types/Limits.sol";
import {Moment} from "./types/Moment.sol";
import {Payer} from "./types/Payer.sol";
import {Prices} from "./types/Prices.sol";
import {Verdict} from "./types/Verdict.sol";

/**
 * @notice What runs: a version of a function, the bytes behind it, and the execution domain it runs under. Its typed
 * hash names it in calls; the router admits each once.
 * @param codeHash keccak256 of the published bytes.
 */
struct Program {
    uint256 functionId;
    uint32 version;
    bytes32 codeHash;
    bytes32 executionDomain;
}

/**
 * @notice One call of an endpoint, as a consumer asks for it.
 * @param program Typed hash of the program, which the router admitted before.
 * @param data The endpoint's calldata (`abi.encodeCall` of the function's interface).
 * @param fuelLimit Most fuel the execution may burn.
 * @param maxResultBytes Longest result in bytes; a longer one ends as a Trap.
 * @param callbackGasLimit Gas the callback gets, never less; 0 asks for no callback.
 * @param gasPriceCap Most wei a unit of gas that is reimbursed to the operator.
 * @param deadline Unix time in seconds after which nobody can fulfil the request and anybody can expire it.
 * @param tag Anything of the consumer's own; the callback brings it back.
 */
struct Call {
    bytes32 program;
    Mode mode;
    bytes data;
    uint64 fuelLimit;
    uint32 maxResultBytes;
    uint32 callbackGasLimit;
    uint64 gasPriceCap;
    uint64 deadline;
    bytes32 tag;
}

/**
 * @notice What an execution depends on beside the request's id and calldata.
 * @param program Typed hash of the program.
 * @param moment The request's block and the call's mode; with `prevrandao` the only clock a guest sees.
 * @param extension Reserved, 0.
 */
struct Task {
    bytes32 program;
    bytes32 calldataHash;
    Moment moment;
    bytes32 prevrandao;
    bytes32 extension;
}

/**
 * @notice The header of a request: all that its settlement depends on, pinned when it is made, and the typed hash of its
 * task. The header's own typed hash is the request's id, its commitment, and the only thing stored on chain.
 * @dev Packed words: a header stands in an event, in calldata and under a hash, never in storage.
 */
struct Request {
    Callback callback;
    Payer payer;
    Prices prices;
    Limits limits;
    bytes32 tag;
    bytes32 task;
}

/**
 * @notice What operators say about one execution. State and transcript fields are 0 for versions without those flags.
 * @param commitment The request's id.
 * @param resultHash keccak256 of the result bytes.
 */
struct Receipt {
    bytes32 commitment;
    Outcome outcome;
    bytes32 resultHash;
    uint64 fuelUsed;
    uint64 stateSeq;
    bytes32 stateRootBefore;
    bytes32 stateRootAfter;
    bytes32 transcriptRoot;
    bytes32 extension;
}

/// @notice What operators sign: the Merkle root over `count` receipts, in the name of an epoch of the operator set.
struct Batch {
    uint32 epoch;
    bytes32 root;
    uint32 count;
}

/// @notice A signature in EIP-2098's compact form: `vs` is s, which is low, with the parity of y as its highest bit.
struct Signature {
    bytes32 r;
    bytes32 vs;
}

/**
 * @notice Signatures of a batch.
 * @param signers Bit i is set where member i of the epoch signed.
 * @param signatures One for each set bit, lowest bit first.
 */
struct Quorum {
    uint256 signers;
    Signature[] signatures;
}

/// @notice A request with what operators say of it: the rest of the receipt follows from these three.
struct Fulfilment {
    Request request;
    Verdict verdict;
    bytes result;
}
