// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import {IERC20} from "@openzeppelin/contracts/token/ERC20/IERC20.sol";
import {FunctionHashes} from "../../contracts/functions/FunctionHashes.sol";
import {FunctionRegistry} from "../../contracts/functions/FunctionRegistry.sol";
import {FunctionRouter} from "../../contracts/functions/FunctionRouter.sol";
import {
    Batch,
    Call,
    Fulfilment,
    Quorum,
    Receipt,
    Request,
    Signature
} from "../../contracts/functions/FunctionTypes.sol";
import {IFunctionRegistry} from "../../contracts/functions/IFunctionRegistry.sol";
import {IFunctionRouter} from "../../contracts/functions/IFunctionRouter.sol";
import {IOperatorSet} from "../../contracts/functions/IOperatorSet.sol";
import {OperatorSet} from "../../contracts/functions/OperatorSet.sol";
import {Outcome} from "../../contracts/functions/types/Enums.sol";
import {packVerdict} from "../../contracts/functions/types/Verdict.sol";
import {IVm, VM} from "../helpers/IVm.sol";
import {RequestedEvent} from "../helpers/RequestedEvent.sol";

/// @title What goes into a request's escrow comes out of it or is still held, at any price and however it ends.
contract EscrowFuzzTest {
    using FunctionHashes for Receipt;

    error NotEqual(uint256 left, uint256 right);
    error NotAtMost(uint256 left, uint256 right);

    /// @dev Raw choices of the fuzzer, each brought into its bounds where it is used.
    struct Choices {
        uint8 operators;
        uint80 fixedFee;
        uint48 fuelPrice;
        uint48 bytePrice;
        uint48 tipCap;
        uint16 treasuryShare;
        uint16 royaltyShare;
        uint8 calldataBytes;
        uint64 fuelLimit;
        uint64 fuelUsed;
        uint8 resultBytes;
        uint8 outcome;
        uint64 gasPriceCap;
        uint64 gasPrice;
        uint64 baseFee;
    }

    /// @dev As much as an account can hold.
    uint256 private constant DEPOSIT = type(uint88).max;
    /// @dev The sum of fixed and fuel fee that every choice stays below.
    uint256 private constant MOST_FEES = type(uint80).max;
    uint256 private constant OPERATOR_KEY = 0x0DD1;
    bytes32 private constant DOMAIN = keccak256("execution domain");
    address private constant AUTHOR = address(0xA0701);
    address private constant SENDER = address(0x5E4D);
    address private constant PAYOUT = address(0xFEE);

    FunctionRouter private _router;
    bytes32 private _program;
    uint256 private _operators;

    function testFuzzFulfilment(Choices calldata choices) public {
        Request memory header = _requested(choices);
        uint256 escrow = DEPOSIT - _balance(address(this));
        _fulfil(header, choices);
        _requireAtMost(DEPOSIT - _balance(address(this)), escrow);
        _requireClosed();
        _router.collect(_tills());
        _requireClosed();
    }

    function testFuzzExpiry(Choices calldata choices) public {
        Request[] memory headers = new Request[](1);
        headers[0] = _requested(choices);
        VM.warp(headers[0].payer.deadline() + 1);
        _router.expire(headers);
        _requireEqual(_balance(address(this)), DEPOSIT);
        _requireEqual(_router.accounted(), DEPOSIT);
    }

    /// @dev A request whose escrow is what was quoted, to the wei.
    function _requested(Choices calldata choices) private returns (Request memory header) {
        _deploy(choices);
        Call memory call = _call(choices);
        uint256 cost = _router.quote(call).total;
        VM.recordLogs();
        _router.request(address(this), call, cost);
        IVm.Log[] memory logs = VM.getRecordedLogs();
        header = RequestedEvent.header(logs[logs.length - 1].data);
        _requireEqual(DEPOSIT - _balance(address(this)), cost);
        _requireEqual(_router.escrowOf(header), cost);
    }

    function _deploy(Choices calldata choices) private {
        _operators = 1 + (choices.operators % 7);
        FunctionRegistry registry = new FunctionRegistry();
        registry.publish(AUTHOR, _draft(choices.royaltyShare % 10_001));
        OperatorSet operatorSet = new OperatorSet(address(this), address(0), IERC20(address(0)), _members());
        _router = new FunctionRouter(address(this), registry, operatorSet, _terms(choices), DOMAIN);
        operatorSet.addRouter(_router);
        _program = _router.admit(1, 1, DOMAIN);
        VM.deal(address(this), DEPOSIT);
        _router.deposit{value: DEPOSIT}(address(this));
    }

    function _fulfil(Request memory header, Choices calldata choices) private {
        Receipt memory receipt;
        Fulfilment[] memory fulfilments = new Fulfilment[](1);
        (receipt.outcome, receipt.fuelUsed, fulfilments[0].result) = _end(header, choices);
        receipt.commitment = _router.hashRequest(header);
        receipt.resultHash = keccak256(fulfilments[0].result);
        fulfilments[0].request = header;
        fulfilments[0].verdict = packVerdict(receipt.outcome, receipt.fuelUsed);
        Quorum memory quorum = _signed(_router.hashBatch(Batch(1, receipt.hash(), 1)));
        VM.txGasPrice(choices.gasPrice);
        VM.fee(choices.baseFee);
        VM.prank(SENDER);
        _router.fulfill(fulfilments, 1, quorum, 0);
    }

    /// @dev All sign: how many it takes is tested elsewhere.
    function _signed(bytes32 digest) private view returns (Quorum memory quorum) {
        uint256[] memory keys = _keys();
        quorum.signatures = new Signature[](keys.length);
        for (uint256 i = 0; i < keys.length; ++i) {
            (uint8 v, bytes32 r, bytes32 s) = VM.sign(keys[i], digest);
            quorum.signatures[i] = Signature(r, bytes32(uint256(s) | (uint256(v - 27) << 255)));
        }
        quorum.signers = (1 << keys.length) - 1;
    }

    function _end(
        Request memory header,
        Choices calldata choices
    ) private pure returns (Outcome outcome, uint64 fuelUsed, bytes memory result) {
        outcome = Outcome(1 + (choices.outcome % 5));
        uint64 fuelLimit = uint64(header.limits.fuelLimit());
        if (outcome == Outcome.Success || outcome == Outcome.Revert) {
            fuelUsed = fuelLimit == 0 ? 0 : choices.fuelUsed % fuelLimit;
            result = new bytes(choices.resultBytes);
        } else if (outcome != Outcome.Unserviceable) {
            fuelUsed = fuelLimit;
        }
    }

    /// @dev What was deposited is what is owed, and is owed to somebody. No request is live.
    function _requireClosed() private view {
        IFunctionRouter.Takings memory takings = _router.tillOf(_tills()[0]);
        uint256 debts = takings.reimbursed + takings.operators + takings.treasury + takings.royalty;
        debts += _balance(address(this)) + _balance(SENDER) + _router.royaltyOf(1) + _router.treasuryFees();
        for (uint256 i = 0; i < _operators; ++i) debts += _router.operatorFeesOf(1, i);
        _requireEqual(debts, DEPOSIT);
        _requireEqual(_router.accounted(), DEPOSIT);
    }

    function _tills() private pure returns (IFunctionRouter.TillKey[] memory keys) {
        keys = new IFunctionRouter.TillKey[](1);
        keys[0] = IFunctionRouter.TillKey(1, SENDER, 1);
    }

    function _balance(address account) private view returns (uint256) {
        return _router.accountOf(account).balance;
    }

    function _members() private view returns (IOperatorSet.Operator[] memory members) {
        uint256[] memory keys = _keys();
        members = new IOperatorSet.Operator[](keys.length);
        for (uint256 i = 0; i < keys.length; ++i)
            members[i] = IOperatorSet.Operator(VM.addr(keys[i]), SENDER, PAYOUT);
    }

    /// @dev The operators' keys, ascending by their addresses.
    function _keys() private view returns (uint256[] memory keys) {
        keys = new uint256[](_operators);
        for (uint256 i = 0; i < keys.length; ++i) {
            keys[i] = OPERATOR_KEY + i;
            for (uint256 j = i; j > 0 && VM.addr(keys[j]) < VM.addr(keys[j - 1]); --j)
                (keys[j], keys[j - 1]) = (keys[j - 1], keys[j]);
        }
    }

    function _call(Choices calldata choices) private view returns (Call memory call) {
        call.program = _program;
        call.data = new bytes(choices.calldataBytes);
        call.fuelLimit = choices.fuelLimit;
        uint256 fuelFees = MOST_FEES - choices.fixedFee;
        if (choices.fuelPrice > 0 && fuelFees / choices.fuelPrice < call.fuelLimit)
            call.fuelLimit = uint64(fuelFees / choices.fuelPrice);
        call.maxResultBytes = choices.resultBytes;
        call.gasPriceCap = choices.gasPriceCap;
        call.deadline = uint64(block.timestamp + 60);
    }

    function _terms(Choices calldata choices) private pure returns (IFunctionRouter.Terms memory terms) {
        terms.fixedFee = choices.fixedFee;
        terms.fuelPrice = choices.fuelPrice;
        terms.bytePrice = choices.bytePrice;
        terms.tipCap = choices.tipCap;
        terms.treasuryShare = choices.treasuryShare % 10_001;
        terms.maxRoyaltyShare = 10_000 - terms.treasuryShare;
        terms.minDuration = 60;
        terms.maxDuration = 60;
    }

    function _draft(uint16 royaltyShare) private pure returns (IFunctionRegistry.Draft memory draft) {
        draft.artefact = "artefact";
        draft.codeHash = keccak256("artefact");
        draft.royaltyShare = royaltyShare;
    }

    function _requireEqual(uint256 left, uint256 right) private pure {
        if (left != right) revert NotEqual(left, right);
    }

    function _requireAtMost(uint256 left, uint256 right) private pure {
        if (left > right) revert NotAtMost(left, right);
    }
}
