// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import {IFunctionRouter} from "../../../contracts/functions/IFunctionRouter.sol";
import {VM} from "../../helpers/IVm.sol";
import {Batches} from "./Batches.sol";

/// @title What operators do, honest ones and others: sign, submit, copy, forge; and their deputies.
abstract contract OperatorSteps is Batches {
    mapping(address deputy => address) private _principals;

    /// @dev Gas of a fulfilment beside its callbacks, and more.
    uint256 private constant SPARE_GAS = 3_000_000;

    function fulfil(uint256 seed) external step(seed) {
        if (_ids.length == 0) return;
        SignedBatch memory batch = _newBatch();
        (address from, uint256 index) = _anySubmitter();
        // What is signed and not sent yet is there for others to copy.
        if (!_oneIn(3)) _submit("fulfil", batch, from, index, gasleft());
    }

    /// @dev Somebody sends what another signed, or sent before, and gives it as much gas as suits him.
    function copyBatch(uint256 seed) external step(seed) {
        if (_pool.length == 0) return;
        SignedBatch memory batch = abi.decode(_anyPooled(), (SignedBatch));
        (address from, uint256 index) = _oneIn(3) ? _wrongSubmitter() : _anySubmitter();
        _submit("copy a batch", batch, from, index, _oneIn(4) ? gasleft() : _tunedGas(batch));
    }

    /// @dev A batch that nobody has sent yet, with as little gas as may do.
    function tuneGas(uint256 seed) external step(seed) {
        if (_ids.length == 0) return;
        SignedBatch memory batch = _newBatch();
        (address from, uint256 index) = _anySubmitter();
        _submit("tune gas", batch, from, index, _tunedGas(batch));
    }

    function forgeBatch(uint256 seed) external step(seed) {
        if (_ids.length == 0) return;
        SignedBatch memory batch = _newBatch();
        if (batch.quorum.signatures.length == 0) return;
        uint256 kind = _below(4);
        if (kind == 0) --batch.quorum.signers;
        else if (kind == 1) batch.quorum.signatures[0] = _signature(0xBAD, keccak256("digest"));
        else if (kind == 2) _forge(batch.fulfilments[0].request);
        else batch.epoch += 1;
        (address from, uint256 index) = _anySubmitter();
        _foresee(batch.fulfilments);
        _step("forge a batch", from, 0, _fulfilData(batch, index), false);
    }

    function setDeputy(uint256 seed) external step(seed) {
        (address sender, address deputy) = (_anyOf(_senders), _anyOf(_deputies));
        address principal = _principals[deputy];
        bool allowed = !_oneIn(3);
        bool foreseen = principal == address(0) || principal == sender;
        bytes memory data = abi.encodeCall(IFunctionRouter.setDeputy, (deputy, allowed));
        if (_step("set a deputy", sender, 0, data, foreseen))
            _principals[deputy] = allowed ? sender : address(0);
    }

    function _newBatch() private returns (SignedBatch memory batch) {
        batch.fulfilments = _anyFulfilments();
        batch.epoch = uint32(_oneIn(5) && _epoch > 1 ? _epoch - 1 : _epoch);
        batch.quorum = _sign(batch.fulfilments, batch.epoch);
        _pool.push(abi.encode(batch));
    }

    function _anyPooled() private returns (bytes memory) {
        uint256 count = _pool.length;
        return _pool[count - 1 - _below(count < 4 ? count : 4)];
    }

    /// @dev Around what the callbacks need: in half of the cases too little.
    function _tunedGas(SignedBatch memory batch) private returns (uint256) {
        uint256 callbacks = 0;
        for (uint256 i = 0; i < batch.fulfilments.length; ++i)
            callbacks += batch.fulfilments[i].request.callback.gasLimit();
        return 100_000 + _below(callbacks * 2 + 400_000);
    }

    function _submit(
        string memory kind,
        SignedBatch memory batch,
        address from,
        uint256 index,
        uint256 gas
    ) private {
        bool ample = gas > SPARE_GAS + 2 * batch.fulfilments.length * AMPLE_GAS;
        bool allowed = _isSubmitter(from, index) && _isSigned(batch);
        uint256 settling = _foresee(batch.fulfilments);
        (_submitter, _signedEpoch, _settled) = (from, batch.epoch, 0);
        _setGasPrice();
        bytes memory data = _fulfilData(batch, index);
        (bool done, bytes memory returned) = _try(address(_router), kind, from, 0, data, gas);
        bool foreseen = allowed && settling > 0;
        if (done != foreseen && (done || ample)) revert Unforeseen(kind, done, returned);
        if (done) _same("settled receipts", _settled, settling);
    }

    function _setGasPrice() private {
        VM.fee(_below(20 gwei));
        VM.txGasPrice(_below(40 gwei));
    }

    function _fulfilData(SignedBatch memory batch, uint256 index) private pure returns (bytes memory) {
        return abi.encodeCall(IFunctionRouter.fulfill, (batch.fulfilments, batch.epoch, batch.quorum, index));
    }

    /// @dev Most of the time one who may.
    function _anySubmitter() private returns (address from, uint256 index) {
        index = _below(_epochs[_epoch].candidates.length);
        from = _senders[_epochs[_epoch].candidates[index]];
        if (!_oneIn(4)) return (from, index);
        for (uint256 i = 0; i < _deputies.length; ++i)
            if (_principals[_deputies[i]] == from) from = _deputies[i];
    }

    function _wrongSubmitter() private returns (address, uint256) {
        return (_oneIn(2) ? STRANGER : _anyOf(_senders), _below(CANDIDATES + 1));
    }

    function _isSubmitter(address from, uint256 index) private view returns (bool) {
        uint256[] storage candidates = _epochs[_epoch].candidates;
        if (index >= candidates.length || (_epochs[_epoch].revoked >> index) & 1 == 1) return false;
        address sender = _senders[candidates[index]];
        return from == sender || _principals[from] == sender;
    }
}
