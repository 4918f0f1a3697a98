// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import {Call} from "../../../contracts/functions/FunctionTypes.sol";
import {IFunctionRouter} from "../../../contracts/functions/IFunctionRouter.sol";
import {Pricing} from "../../../contracts/functions/Pricing.sol";
import {UnwillingConsumer} from "./Consumers.sol";
import {Steps} from "./Steps.sol";

/// @title What those do who pay: deposit, authorise, ask, withdraw.
abstract contract PayerSteps is Steps {
    /// @dev Enough gas for any of the consumers, and too little for each.
    uint32 internal constant AMPLE_GAS = 700_000;
    uint32 internal constant SCANT_GAS = 3_000;

    uint256 internal _pausedUntil;
    bool[DOMAINS] internal _forbidden;
    bytes32[PROGRAMS] internal _programHashes;

    constructor() {
        for (uint256 i = 0; i < PROGRAMS; ++i) _programHashes[i] = _admit(i);
    }

    function deposit(uint256 seed) external step(seed) {
        address from = _oneIn(2) ? _anyOf(_payers) : _anyOf(_consumers);
        address account =
            _oneIn(20)
                ? address(0)
                : _oneIn(2)
                    ? from
                    : _anyOf(_actors);
        uint256 amount = _below(from.balance / 10 + 1);
        _step(
            "deposit",
            from,
            amount,
            abi.encodeCall(IFunctionRouter.deposit, (account)),
            account != address(0)
        );
    }

    function withdraw(uint256 seed) external step(seed) {
        address from = _anyOf(_actors);
        address to =
            _oneIn(10)
                ? address(0)
                : _oneIn(2) && _purses[from] > 0
                    ? from
                    : _anyOf(_payers);
        uint256 balance = _accounts[from].balance;
        uint256 amount = _oneIn(5) ? balance + 1 : _below(balance + 1) / (_oneIn(4) ? 1 : 8);
        bytes memory data = abi.encodeCall(IFunctionRouter.withdraw, (payable(to), amount));
        _step("withdraw", from, 0, data, to != address(0) && amount <= balance);
    }

    function authorize(uint256 seed) external step(seed) {
        (address from, address consumer) = (_anyOf(_payers), _anyOf(_consumers));
        uint256 kind = _below(8);
        uint256 cap =
            kind == 0
                ? 0
                : kind < 4
                    ? type(uint128).max
                    : _below(3 ether);
        bytes memory data = abi.encodeCall(IFunctionRouter.authorize, (consumer, uint128(cap)));
        _step("authorize", from, 0, data, true);
        _allowances[from][consumer].cap = uint128(cap);
    }

    function persuade(uint256 seed) external step(seed) {
        UnwillingConsumer(payable(_consumers[_between(2, 3)])).setWilling(_oneIn(2));
        _count("persuade", true);
    }

    /// @dev Mostly from the account that has no place left at first: what goes beyond the places is made there alone.
    function request(uint256 seed) external step(seed) {
        address consumer = _oneIn(2) ? _consumers[1] : _anyOf(_consumers);
        _requestFrom(consumer, consumer);
    }

    function requestFromAnother(uint256 seed) external step(seed) {
        _requestFrom(_anyOf(_payers), _anyOf(_consumers));
    }

    function requestPaid(uint256 seed) external step(seed) {
        address consumer = _anyOf(_consumers);
        address refundTo =
            _oneIn(20)
                ? address(0)
                : _oneIn(2)
                    ? consumer
                    : _anyOf(_actors);
        (Call memory call, bool valid) = _anyCall();
        uint256 cost = _costOf(call);
        uint256 value = _oneIn(10) ? cost - 1 : cost + _below(2) * _below(1 ether);
        if (value > consumer.balance) return;
        bytes memory data = abi.encodeCall(IFunctionRouter.requestPaid, (refundTo, call));
        _step("requestPaid", consumer, value, data, valid && value >= cost && refundTo != address(0));
    }

    function _requestFrom(address account, address consumer) private {
        (Call memory call, bool valid) = _anyCall();
        uint256 cost = _costOf(call);
        uint256 maxCost = _oneIn(10) ? cost - 1 : cost;
        bool affordable = cost <= maxCost && cost <= _accounts[account].balance;
        bool allowed = account == consumer || _isAllowed(_allowances[account][consumer], cost);
        bytes memory data = abi.encodeCall(IFunctionRouter.request, (account, call, maxCost));
        string memory kind = account == consumer ? "request" : "request from another";
        _step(kind, consumer, 0, data, valid && affordable && allowed);
    }

    function _isAllowed(
        IFunctionRouter.Allowance storage allowance,
        uint256 cost
    ) private view returns (bool) {
        return allowance.cap == type(uint128).max || allowance.used + cost <= allowance.cap;
    }

    /// @dev A call, and whether the terms allow it now.
    function _anyCall() private returns (Call memory call, bool valid) {
        uint256 program = _below(PROGRAMS);
        call.program = _programHashes[program];
        call.data = new bytes(_below(65));
        call.fuelLimit = uint64(_below(1e9));
        call.maxResultBytes = uint32(_below(65));
        call.callbackGasLimit = _anyGasLimit();
        call.gasPriceCap = uint64(_terms.minGasPriceCap + _below(30 gwei));
        call.deadline = uint64(block.timestamp + _between(_terms.minDuration, _terms.maxDuration));
        call.tag = bytes32(uint256(call.callbackGasLimit));
        valid = !_forbidden[_domainOf(program)] && block.timestamp >= _pausedUntil;
        if (_oneIn(8)) valid = _spoil(call) && valid;
    }

    function _anyGasLimit() private returns (uint32) {
        uint256 kind = _below(8);
        return
            kind == 0
                ? 0
                : kind < 3
                    ? SCANT_GAS
                    : AMPLE_GAS;
    }

    /// @dev Makes the call one that is refused; true where that cannot be.
    function _spoil(Call memory call) private returns (bool valid) {
        uint256 kind = _below(4);
        if (kind == 0) call.program = keccak256("unknown program");
        else if (kind == 1) call.deadline = uint64(block.timestamp + _terms.minDuration - 1);
        else if (kind == 2) call.deadline = uint64(block.timestamp + _terms.maxDuration + 1);
        else if (_terms.minGasPriceCap == 0) return true;
        else call.gasPriceCap = _terms.minGasPriceCap - 1;
    }

    function _costOf(Call memory call) private view returns (uint256) {
        uint256 gas = Pricing.overheadGas(_quorumOf(_epoch), call.maxResultBytes) + call.callbackGasLimit;
        uint256 bytes_ = call.data.length + call.maxResultBytes;
        uint256 fees = _terms.fixedFee + uint256(call.fuelLimit) * _terms.fuelPrice;
        return fees + bytes_ * _terms.bytePrice + gas * call.gasPriceCap;
    }

    /// @dev k of n, f = (n-1)/3, k = (n+f)/2 + 1.
    function _quorumOf(uint256 epoch) internal view returns (uint256) {
        uint256 n = _epochs[epoch].candidates.length;
        return (n + (n - 1) / 3) / 2 + 1;
    }
}
