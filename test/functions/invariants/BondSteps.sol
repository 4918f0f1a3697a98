// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import {Statement} from "../../../contracts/functions/Equivocation.sol";
import {FunctionHashes} from "../../../contracts/functions/FunctionHashes.sol";
import {Batch, Outcome, Receipt} from "../../../contracts/functions/FunctionTypes.sol";
import {IOperatorBonds} from "../../../contracts/functions/IOperatorBonds.sol";
import {IOperatorSet} from "../../../contracts/functions/IOperatorSet.sol";
import {PayerSteps} from "./PayerSteps.sol";

/// @title What holders of bonds do, and those who prove that an operator contradicted itself.
abstract contract BondSteps is PayerSteps {
    using FunctionHashes for Receipt;

    function moveBonds(uint256 seed) external step(seed) {
        uint256 kind = _below(16);
        if (kind < 5) _bondMore();
        else if (kind < 9) _unbond();
        else if (kind < 12) _withdrawBond();
        else if (kind < 14) _claimProceeds();
        else _slash();
    }

    function _bondMore() private {
        (address from, address holder) = (_anyOf(_payers), _anyOf(_payers));
        address signer = _anySigner();
        uint256 amount = _below(from.balance / 50 + 1);
        bytes memory data = abi.encodeCall(IOperatorBonds.bond, (signer, holder, amount));
        if (_bondStep("bond", from, amount, data, !_bonds[signer].slashed))
            _bookBond(signer, holder, from, amount);
    }

    function _unbond() private {
        if (_bondedSigners.length == 0) return;
        address signer = _anyOf(_bondedSigners);
        address holder = _anyOf(_payers);
        uint256 stake = _stakes[signer][holder].bonded;
        uint256 amount = _oneIn(5) ? stake + 1 : _below(stake + 1);
        bool foreseen = !_bonds[signer].slashed && !_isCounted(signer) && amount <= stake;
        bytes memory data = abi.encodeCall(IOperatorBonds.unbond, (signer, amount));
        uint256 readyAt = block.timestamp + _operatorSet.UNBONDING();
        if (_bondStep("unbond", holder, 0, data, foreseen)) _bookUnbonding(signer, holder, amount, readyAt);
    }

    function _withdrawBond() private {
        if (_bondedSigners.length == 0) return;
        address signer = _anyOf(_bondedSigners);
        address holder = _anyOf(_payers);
        bool ready = block.timestamp >= _stakes[signer][holder].readyAt;
        bytes memory data = abi.encodeCall(IOperatorBonds.withdrawBond, (signer));
        if (_bondStep("withdraw a bond", holder, 0, data, ready && !_bonds[signer].slashed))
            _bookBondPayout(signer, holder);
    }

    function _claimProceeds() private {
        address account = _oneIn(2) ? OWNER : _anyOf(_actors);
        bytes memory data = abi.encodeCall(IOperatorBonds.claimProceeds, (account));
        if (_bondStep("claim proceeds", _anyOf(_actors), 0, data, true)) _bookProceeds(account);
    }

    function _setMinBond() internal {
        uint256 amount = _oneIn(4) ? _below(0.1 ether) : 0;
        address from = _oneIn(4) ? GUARDIAN : OWNER;
        bytes memory data = abi.encodeCall(IOperatorBonds.setMinBond, (amount));
        if (_bondStep("set the least bond", from, 0, data, from == OWNER)) _minBond = amount;
    }

    /// @dev Half of what is brought proves nothing: the same receipt in two batches, or two requests.
    function _slash() private {
        // Seldom one who is a member, as sets without a quorum settle nothing.
        uint256 epoch = _oneIn(4) ? _epoch : _between(1, _epoch);
        address reporter = _anyOf(_actors);
        uint256 key = _epochs[epoch].keys[_below(_epochs[epoch].keys.length)];
        bool proves = _oneIn(2);
        bytes memory data = abi.encodeCall(
            IOperatorSet.slash,
            (
                _router,
                _statement(key, 1, proves ? 7 : 8, 1),
                _statement(key, 2, 8, proves ? 1 : _between(1, 2))
            )
        );
        address signer = _addressOf(key);
        if (!_bondStep("slash", reporter, 0, data, proves && !_bonds[signer].slashed)) return;
        _bookSlash(signer, reporter);
        _bookDismissal(_epoch, key);
        _bookDismissal(_epoch - 1, key);
        for (uint256 i = 0; i < CANDIDATES; ++i) if (_signingKeys[i] == key) _renewKey(i);
    }

    function _bondStep(
        string memory kind,
        address from,
        uint256 value,
        bytes memory data,
        bool foreseen
    ) private returns (bool) {
        return _stepAt(address(_operatorSet), kind, from, value, data, foreseen);
    }

    /// @dev Signed in the name of any epoch at all: what is judged is the receipt.
    function _statement(
        uint256 key,
        uint32 epoch,
        uint64 fuelUsed,
        uint256 execution
    ) private view returns (Statement memory statement) {
        statement.receipt.commitment = bytes32(execution);
        statement.receipt.outcome = Outcome.Success;
        statement.receipt.fuelUsed = fuelUsed;
        statement.batch = Batch(epoch, statement.receipt.hash(), 1);
        statement.signature = _signature(key, _router.hashBatch(statement.batch));
    }

    function _bookDismissal(uint256 epoch, uint256 key) private {
        (bool found, uint256 index) = _findKey(epoch, key);
        if (found) _epochs[epoch].revoked |= 1 << index;
    }

    function _isCounted(address signer) private view returns (bool) {
        for (uint256 epoch = _epoch - 1; epoch <= _epoch; ++epoch) {
            uint256[] storage keys = _epochs[epoch].keys;
            for (uint256 i = 0; i < keys.length; ++i) {
                (bool counts, ) = _findKey(epoch, keys[i]);
                if (counts && _addressOf(keys[i]) == signer) return true;
            }
        }
        return false;
    }

    function _anySigner() private returns (address) {
        if (_bondedSigners.length > 0 && _oneIn(4)) return _anyOf(_bondedSigners);
        return _signerOf(_below(CANDIDATES));
    }
}
