// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

/// @notice What a call may do to a function's state. A query leaves nothing behind.
enum Mode {
    Query,
    Update
}

/**
 * @notice How an execution ended. Success and Revert carry a result and charge the fuel used; OutOfFuel and Trap
 * carry none and charge the fuel limit; Unserviceable (a quorum says it cannot be run) carries none and charges no fuel.
 */
enum Outcome {
    None,
    Success,
    Revert,
    OutOfFuel,
    Trap,
    Unserviceable
}

/// @notice What the published bytes are.
enum Kind {
    Wasm,
    JavaScript
}

/**
 * @notice One call of an endpoint, as a consumer asks for it.
 * @param data The endpoint's calldata (`abi.encodeCall` of the function's interface).
 * @param fuelLimit Most fuel the execution may burn.
 * @param maxResultBytes Longest result in bytes; a longer one ends as a Trap.
 * @param callbackGasLimit Gas the callback gets, never less; 0 asks for no callback.
 * @param gasPriceCap Most wei a unit of gas that is reimbursed to the operator.
 * @param deadline Unix time in seconds after which nobody can fulfil the request and anybody can expire it.
 */
struct Call {
    uint256 functionId;
    uint32 version;
    bytes32 executionDomain;
    Mode mode;
    bytes data;
    uint64 fuelLimit;
    uint32 maxResultBytes;
    uint32 callbackGasLimit;
    uint64 gasPriceCap;
    uint64 deadline;
}

/**
 * @notice Everything an execution and its settlement depend on, pinned when the request is made. Its typed hash is
 * the request's id and the only thing stored on chain.
 * @param account Who pays.
 * @param consumer Who asked, and who gets the callback.
 * @param refundTo The account that gets what is left of the escrow.
 * @param sequence Number of the request within `account`.
 * @param calldataBytes Length of the calldata, which itself is only in the event.
 * @param overheadGas Gas scheduled for a fulfilment of this request alone, without its callback.
 * @param fixedFee Wei a request.
 * @param fuelPrice Wei a unit of fuel.
 * @param bytePrice Wei a byte of calldata and result.
 * @param tipCap Most wei a unit of gas above the base fee that is reimbursed.
 * @param l1FeeCap Most wei reimbursed for the network's own L1 fee.
 * @param treasuryShare Basis points of fixed fee and fuel fee that go to the treasury.
 * @param royaltyShare Basis points of fixed fee and fuel fee that go to the function's owner.
 * @param orderNumber Place among the requests of a stateful function; 0 if stateless.
 * @param blockNumber Number, `timestamp` and `prevrandao` of the request's block, the only clock a guest sees.
 * @param extension Reserved, 0.
 */
struct RequestHeader {
    address account;
    address consumer;
    address refundTo;
    uint64 sequence;
    uint256 functionId;
    uint32 version;
    bytes32 codeHash;
    bytes32 executionDomain;
    Mode mode;
    bytes32 calldataHash;
    uint32 calldataBytes;
    uint64 fuelLimit;
    uint32 maxResultBytes;
    uint32 callbackGasLimit;
    uint64 gasPriceCap;
    uint32 overheadGas;
    uint96 fixedFee;
    uint64 fuelPrice;
    uint64 bytePrice;
    uint64 tipCap;
    uint96 l1FeeCap;
    uint16 treasuryShare;
    uint16 royaltyShare;
    uint64 deadline;
    uint64 orderNumber;
    uint64 blockNumber;
    uint64 timestamp;
    bytes32 prevrandao;
    bytes32 extension;
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

/**
 * @notice Signatures of a batch.
 * @param signers Bit i is set where member i of the epoch signed.
 * @param signatures 65 bytes (r, s, v) for each set bit, lowest bit first.
 */
struct Quorum {
    uint256 signers;
    bytes signatures;
}

/// @notice A receipt with what is needed to settle it.
struct Fulfilment {
    RequestHeader header;
    Receipt receipt;
    bytes result;
}
