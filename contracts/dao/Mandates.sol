// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import {TimelockController} from "@openzeppelin/contracts/governance/TimelockController.sol";
import {IERC20} from "@openzeppelin/contracts/token/ERC20/IERC20.sol";
import {Math} from "@openzeppelin/contracts/utils/math/Math.sol";
import {Call, Outcome} from "../functions/FunctionTypes.sol";
import {IFunctionDirectory} from "../functions/IFunctionDirectory.sol";
import {IFunctionRouter} from "../functions/IFunctionRouter.sol";
import {MovableFunctionConsumer} from "../functions/MovableFunctionConsumer.sol";
import {IMandates} from "./IMandates.sol";
import {IPayoutCredits} from "./IPayoutCredits.sol";
import {MandateCall} from "./MandateCall.sol";
import {PayoutCredits} from "./PayoutCredits.sol";
import {PayoutList} from "./PayoutList.sol";
import {PayoutOperation} from "./PayoutOperation.sol";

/**
 * @title Functions as governance actions: see {IMandates}.
 * @dev Holds the treasury's PROPOSER_ROLE and uses it in {schedule} alone, for an operation that is made here of a list
 * that was checked: the sum to this contract, which pays it to the recipients. It holds no other role; to cancel is to
 * refuse the payment when the operation brings it. The tag of a request is the mandate's id.
 */
contract Mandates is IMandates, MovableFunctionConsumer, PayoutCredits {
    using MandateCall for Question;
    using PayoutList for bytes;

    /// @notice Longest list: a payment whose recipients all refuse stays below the 2^24 gas of a transaction (EIP-7825).
    uint256 public constant MAX_RECIPIENTS = 100;

    struct Mandate {
        Terms terms;
        bytes32 resultHash;
        Status status;
    }

    /// @inheritdoc IMandates
    TimelockController public immutable treasury;

    /// @inheritdoc IMandates
    uint256 public mandateCount;
    mapping(uint256 id => Mandate) private _mandates;

    modifier onlyTreasury() {
        if (msg.sender != address(treasury)) revert MandatesNotTreasury(msg.sender);
        _;
    }

    constructor(
        TimelockController treasury_,
        IFunctionDirectory directory
    ) MovableFunctionConsumer(directory) {
        treasury = treasury_;
    }

    /// @inheritdoc IMandates
    function open(
        Terms calldata terms,
        Question calldata question
    ) external payable onlyTreasury returns (uint256 id) {
        _checkTerms(terms, question.duration);
        id = ++mandateCount;
        _mandates[id].terms = terms;
        _mandates[id].status = Status.Asked;
        if (msg.value > 0) functionRouter().deposit{value: msg.value}(address(this));
        Call memory call = question.toCall(id, terms.maxRecipients);
        bytes32 requestId = _request(address(this), call, question.maxCost);
        emit MandateOpened(id, requestId, terms);
    }

    /// @inheritdoc IMandates
    function schedule(uint256 id, bytes calldata result) external {
        _require(id, Status.Answered);
        _checkResult(id, result);
        Terms memory terms = _mandates[id].terms;
        (Ending ending, uint256 total) = result.check(terms);
        uint256 delay = _delayOf(terms.delay);
        uint256 readyAt = block.timestamp + delay;
        if (ending == Ending.None && readyAt > terms.expiry) ending = Ending.Expired;
        if (ending != Ending.None) return _end(id, ending);
        _mandates[id].status = Status.Scheduled;
        emit MandateScheduled(id, _schedule(id, result, delay), total, readyAt);
    }

    /// @inheritdoc IMandates
    function execute(uint256 id, bytes calldata result) external {
        (address[] memory targets, uint256[] memory values, bytes[] memory payloads, ) = operationOf(
            id,
            result
        );
        treasury.executeBatch(targets, values, payloads, 0, bytes32(id));
    }

    /// @inheritdoc IMandates
    function pay(uint256 id, bytes calldata result) external payable onlyTreasury nonReentrant {
        _require(id, Status.Scheduled);
        _checkResult(id, result);
        Terms storage terms = _mandates[id].terms;
        if (block.timestamp > terms.expiry) revert MandatesTime(id, terms.expiry);
        address asset = terms.asset;
        _mandates[id].status = Status.Paid;
        uint256 total = result.sum();
        _checkFunding(id, asset, total);
        emit MandatePaid(id, asset, total);
        _payOut(id, asset, result);
    }

    /// @inheritdoc IMandates
    function expire(uint256 id) external {
        _requirePending(id);
        uint48 expiry = _mandates[id].terms.expiry;
        if (block.timestamp <= expiry) revert MandatesTime(id, expiry);
        _end(id, Ending.Expired);
    }

    /// @inheritdoc IMandates
    function cancel(uint256 id) external {
        _requirePending(id);
        if (!_mayCancel(id, msg.sender)) revert MandatesNotCanceller(id, msg.sender);
        _end(id, Ending.Cancelled);
    }

    /// @inheritdoc IPayoutCredits
    function reclaim(
        address asset,
        address account
    ) external onlyTreasury nonReentrant returns (uint256 amount) {
        return _reclaim(asset, account, address(treasury));
    }

    /// @inheritdoc IMandates
    function followRouter(IFunctionRouter current) external onlyTreasury {
        _followRouter(current);
    }

    /// @inheritdoc IMandates
    function withdrawFees(IFunctionRouter router, uint256 amount) external onlyTreasury {
        router.withdraw(payable(address(treasury)), amount);
    }

    /// @inheritdoc IMandates
    function operationOf(
        uint256 id,
        bytes calldata result
    )
        public
        view
        returns (
            address[] memory targets,
            uint256[] memory values,
            bytes[] memory payloads,
            bytes32 operation
        )
    {
        _checkResult(id, result);
        (targets, values, payloads) = PayoutOperation.calls(id, _mandates[id].terms.asset, result);
        operation = treasury.hashOperationBatch(targets, values, payloads, 0, bytes32(id));
    }

    /// @inheritdoc IMandates
    function termsOf(uint256 id) external view returns (Terms memory) {
        return _mandates[id].terms;
    }

    /// @inheritdoc IMandates
    function statusOf(uint256 id) external view returns (Status) {
        return _mandates[id].status;
    }

    /// @inheritdoc IMandates
    function resultHashOf(uint256 id) external view returns (bytes32) {
        return _mandates[id].resultHash;
    }

    /// @dev Stores no more than a hash, whatever comes: it is looked at by whoever pays for that, in {schedule}.
    function _onResult(bytes32, bytes32 tag, bytes calldata result) internal override {
        uint256 id = uint256(tag);
        _require(id, Status.Asked);
        _mandates[id].status = Status.Answered;
        _mandates[id].resultHash = keccak256(result);
        emit MandateAnswered(id, result);
    }

    function _onFailure(bytes32, bytes32 tag, Outcome outcome, bytes calldata reason) internal override {
        uint256 id = uint256(tag);
        _require(id, Status.Asked);
        emit MandateFailed(id, outcome, reason);
        _end(id, Ending.Failed);
    }

    /// @dev The only use of the proposer's role.
    function _schedule(uint256 id, bytes calldata result, uint256 delay) private returns (bytes32 operation) {
        address[] memory targets;
        uint256[] memory values;
        bytes[] memory payloads;
        (targets, values, payloads, operation) = operationOf(id, result);
        treasury.scheduleBatch(targets, values, payloads, 0, bytes32(id), delay);
    }

    function _end(uint256 id, Ending ending) private {
        _mandates[id].status = Status.Ended;
        emit MandateEnded(id, ending);
    }

    function _require(uint256 id, Status expected) private view {
        Status status = _mandates[id].status;
        if (status != expected) revert MandatesStatus(id, status);
    }

    function _requirePending(uint256 id) private view {
        Status status = _mandates[id].status;
        if (status == Status.None || status >= Status.Paid) revert MandatesStatus(id, status);
    }

    function _checkTerms(Terms calldata terms, uint256 duration) private view {
        if (terms.asset != address(0) && terms.asset.code.length == 0) revert MandatesAsset(terms.asset);
        if (terms.maxRecipients == 0 || terms.maxRecipients > MAX_RECIPIENTS)
            revert MandatesRecipients(terms.maxRecipients, MAX_RECIPIENTS);
        uint256 earliest = block.timestamp + duration + _delayOf(terms.delay);
        if (terms.expiry < earliest) revert MandatesExpiry(terms.expiry, earliest);
    }

    function _checkResult(uint256 id, bytes calldata result) private view {
        bytes32 answered = _mandates[id].resultHash;
        if (keccak256(result) != answered) revert MandatesResult(id, keccak256(result), answered);
    }

    /// @dev Wei come along, exactly. Tokens came before, and may be more: anyone can send some.
    function _checkFunding(uint256 id, address asset, uint256 total) private view {
        bool isNative = asset == address(0);
        if (msg.value != (isNative ? total : 0)) revert MandatesFunding(id, msg.value, isNative ? total : 0);
        if (isNative) return;
        uint256 had = IERC20(asset).balanceOf(address(this)) - owed[asset];
        if (had < total) revert MandatesFunding(id, had, total);
    }

    function _mayCancel(uint256 id, address caller) private view returns (bool) {
        return
            caller == _mandates[id].terms.guardian ||
            caller == address(treasury) ||
            treasury.hasRole(treasury.CANCELLER_ROLE(), caller);
    }

    /// @dev A treasury whose delay grew since the vote keeps everybody waiting that long.
    function _delayOf(uint256 voted) private view returns (uint256) {
        return Math.max(voted, treasury.getMinDelay());
    }
}
