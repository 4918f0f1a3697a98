// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import {Request} from "../../../contracts/functions/FunctionTypes.sol";
import {IFunctionRouter} from "../../../contracts/functions/IFunctionRouter.sol";
import {IOperatorSet} from "../../../contracts/functions/IOperatorSet.sol";
import {VM} from "../../helpers/IVm.sol";
import {Verdict} from "../../../contracts/functions/types/Verdict.sol";
import {OperatorSteps} from "./OperatorSteps.sol";

/// @title What anyone may do later: expire, deliver, collect, claim; and the end, when all of it is done.
abstract contract AftermathSteps is OperatorSteps {
    uint256 private constant DELIVERY_GAS = 3_000_000;
    uint256 private constant SWEEP = 40;

    function expire(uint256 seed) external step(seed) {
        if (_ids.length == 0) return;
        Request[] memory headers = new Request[](_between(1, 5));
        for (uint256 i = 0; i < headers.length; ++i) headers[i] = _anyHeader();
        _expire(headers);
    }

    /// @dev As the relay does: those that are due.
    function sweep(uint256 seed) external step(seed) {
        if (_liveIds.length == 0) return;
        Request[] memory headers = new Request[]((_below(_liveIds.length) % SWEEP) + 1);
        for (uint256 i = 0; i < headers.length; ++i) headers[i] = _requests[_liveIds[i]].header;
        _expire(headers);
    }

    function deliver(uint256 seed) external step(seed) {
        if (_undeliveredIds.length == 0) return;
        RequestBook storage book = _requests[_anyOfIds(_oneIn(4) ? _ids : _undeliveredIds)];
        Request memory header = book.header;
        Verdict verdict = book.verdict;
        bool foreseen = book.undelivered && _isWilling(header.callback.consumer());
        if (_oneIn(6)) (verdict, foreseen) = (Verdict.wrap(Verdict.unwrap(verdict) ^ 1), false);
        bytes memory data = abi.encodeCall(IFunctionRouter.deliver, (header, verdict, book.result));
        (bool done, bytes memory returned) = _try(
            address(_router),
            "deliver",
            _anyOf(_actors),
            0,
            data,
            DELIVERY_GAS
        );
        if (done != foreseen) revert Unforeseen("deliver", done, returned);
    }

    function collect(uint256 seed) external step(seed) {
        if (_tills.length == 0) return;
        IFunctionRouter.TillKey[] memory keys = new IFunctionRouter.TillKey[](_between(1, 3));
        for (uint256 i = 0; i < keys.length; ++i) keys[i] = _tills[_below(_tills.length)].key;
        _step("collect", _anyOf(_actors), 0, abi.encodeCall(IFunctionRouter.collect, (keys)), true);
    }

    function claim(uint256 seed) external step(seed) {
        uint256 kind = _below(4);
        if (kind == 0) _claimRoyalty();
        else if (kind == 1) _claimTreasuryFees();
        else _claimOperatorFees();
    }

    function _claimRoyalty() private {
        uint256 id = _between(1, FUNCTIONS + (_oneIn(8) ? 1 : 0));
        bytes memory data = abi.encodeCall(IFunctionRouter.claimRoyalty, (id));
        _step("claim a royalty", _anyOf(_actors), 0, data, id <= FUNCTIONS);
    }

    function _claimOperatorFees() private {
        uint256 epoch = _between(_epoch > 3 ? _epoch - 3 : 1, _epoch);
        uint256 index = _below(_epochs[epoch].candidates.length + 1);
        bytes memory data = abi.encodeCall(IFunctionRouter.claimOperatorFees, (uint32(epoch), index));
        bool foreseen = index < _epochs[epoch].candidates.length;
        _step("claim an operator's fees", _anyOf(_actors), 0, data, foreseen);
    }

    function _claimTreasuryFees() private {
        bytes memory data = abi.encodeCall(IFunctionRouter.claimTreasuryFees, ());
        _step("claim the treasury's fees", _anyOf(_actors), 0, data, true);
    }

    /// @dev Whatever happened before: every request ends, everyone is paid out, and nothing is left but what was forced in.
    function _windDown() internal {
        VM.warp(block.timestamp + 365 days);
        while (_liveIds.length > 0) {
            uint256 count = _liveIds.length < SWEEP ? _liveIds.length : SWEEP;
            Request[] memory headers = new Request[](count);
            for (uint256 i = 0; i < count; ++i) headers[i] = _requests[_liveIds[i]].header;
            _step("wind down", STRANGER, 0, abi.encodeCall(IFunctionRouter.expire, (headers)), true);
        }
        _collectAll();
        _claimAll();
        _unbondAll();
        for (uint256 i = 0; i < _actors.length; ++i) {
            uint256 balance = _accounts[_actors[i]].balance;
            bytes memory data = abi.encodeCall(IFunctionRouter.withdraw, (payable(_payers[0]), balance));
            _step("wind down", _actors[i], 0, data, true);
        }
    }

    function _collectAll() private {
        IFunctionRouter.TillKey[] memory keys = new IFunctionRouter.TillKey[](_tills.length);
        for (uint256 i = 0; i < keys.length; ++i) keys[i] = _tills[i].key;
        _step("wind down", STRANGER, 0, abi.encodeCall(IFunctionRouter.collect, (keys)), true);
    }

    function _claimAll() private {
        for (uint256 id = 1; id <= FUNCTIONS; ++id)
            _step("wind down", STRANGER, 0, abi.encodeCall(IFunctionRouter.claimRoyalty, (id)), true);
        _step("wind down", STRANGER, 0, abi.encodeCall(IFunctionRouter.claimTreasuryFees, ()), true);
        for (uint32 epoch = 1; epoch <= _epoch; ++epoch) {
            for (uint256 i = 0; i < _epochs[epoch].candidates.length; ++i) {
                bytes memory data = abi.encodeCall(IFunctionRouter.claimOperatorFees, (epoch, i));
                _step("wind down", STRANGER, 0, data, true);
            }
        }
    }

    /// @dev After a rotation to a stranger's key, as members' bonds stay.
    function _unbondAll() private {
        IOperatorSet.Operator[] memory strangers = new IOperatorSet.Operator[](1);
        strangers[0] = IOperatorSet.Operator(STRANGER, STRANGER, STRANGER);
        VM.prank(OWNER);
        _operatorSet.setMinBond(0);
        VM.prank(OWNER);
        _operatorSet.startEpoch(strangers);
        VM.warp(block.timestamp + _operatorSet.GRACE() + 1);
        for (uint256 i = 0; i < _bondedSigners.length; ++i)
            for (uint256 j = 0; j < _payers.length; ++j) _unbondStake(_bondedSigners[i], _payers[j]);
        VM.warp(block.timestamp + _operatorSet.UNBONDING());
        for (uint256 i = 0; i < _bondedSigners.length; ++i)
            for (uint256 j = 0; j < _payers.length; ++j) _withdrawStake(_bondedSigners[i], _payers[j]);
        for (uint256 i = 0; i < _actors.length; ++i) {
            _operatorSet.claimProceeds(_actors[i]);
            _bookProceeds(_actors[i]);
        }
    }

    function _unbondStake(address signer, address holder) private {
        uint256 amount = _stakes[signer][holder].bonded;
        if (_bonds[signer].slashed || amount == 0) return;
        VM.prank(holder);
        _operatorSet.unbond(signer, amount);
        _bookUnbonding(signer, holder, amount, block.timestamp);
    }

    function _withdrawStake(address signer, address holder) private {
        if (_bonds[signer].slashed || _stakes[signer][holder].leaving == 0) return;
        VM.prank(holder);
        _operatorSet.withdrawBond(signer);
        _bookBondPayout(signer, holder);
    }

    function _expire(Request[] memory headers) private {
        bool foreseen = false;
        for (uint256 i = 0; i < headers.length; ++i) {
            State state = _requests[_router.hashRequest(headers[i])].state;
            if (state == State.Live && block.timestamp > headers[i].payer.deadline()) foreseen = true;
        }
        _step("expire", _anyOf(_actors), 0, abi.encodeCall(IFunctionRouter.expire, (headers)), foreseen);
    }
}
