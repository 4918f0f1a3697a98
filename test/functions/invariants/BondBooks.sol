// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import {IOperatorBonds} from "../../../contracts/functions/IOperatorBonds.sol";
import {FeeBooks} from "./FeeBooks.sol";

/// @title What stands behind each signer's key, whose it is, and where it went.
abstract contract BondBooks is FeeBooks {
    uint256 private constant REPORTER_SHARE = 1_000;

    uint256 internal _minBond;
    address[] internal _bondedSigners;
    mapping(address signer => IOperatorBonds.Bond) internal _bonds;
    mapping(address signer => mapping(address holder => IOperatorBonds.Stake)) internal _stakes;
    mapping(address account => uint256) internal _proceeds;

    function _bookBond(address signer, address holder, address from, uint256 amount) internal {
        _purses[from] -= amount;
        _bonded += amount;
        _bonds[signer].bonded += amount;
        _stakes[signer][holder].bonded += amount;
        _bondedSigners.push(signer);
    }

    function _bookUnbonding(address signer, address holder, uint256 amount, uint256 readyAt) internal {
        _bonds[signer].bonded -= amount;
        _bonds[signer].leaving += amount;
        IOperatorBonds.Stake storage stake = _stakes[signer][holder];
        stake.bonded -= amount;
        stake.leaving += amount;
        stake.readyAt = readyAt;
    }

    function _bookBondPayout(address signer, address holder) internal {
        uint256 amount = _stakes[signer][holder].leaving;
        _stakes[signer][holder].leaving = 0;
        _bonds[signer].leaving -= amount;
        _payBond(holder, amount);
    }

    function _bookSlash(address signer, address reporter) internal {
        IOperatorBonds.Bond storage bond = _bonds[signer];
        uint256 amount = bond.bonded + bond.leaving;
        uint256 reward = (amount * REPORTER_SHARE) / WHOLE;
        _proceeds[reporter] += reward;
        _proceeds[OWNER] += amount - reward;
        (bond.bonded, bond.leaving, bond.slashed) = (0, 0, true);
    }

    function _bookProceeds(address account) internal {
        _payBond(account, _proceeds[account]);
        _proceeds[account] = 0;
    }

    function _haveBonds(uint256[] memory candidates) internal view returns (bool) {
        for (uint256 i = 0; i < candidates.length; ++i) {
            IOperatorBonds.Bond storage bond = _bonds[_signerOf(candidates[i])];
            if (bond.slashed || bond.bonded < _minBond) return false;
        }
        return true;
    }

    function _checkBonds() internal view {
        uint256 sum = 0;
        for (uint256 i = 0; i < _actors.length; ++i) {
            _same("proceeds", _operatorSet.proceedsOf(_actors[i]), _proceeds[_actors[i]]);
            sum += _proceeds[_actors[i]];
        }
        for (uint256 candidate = 0; candidate < CANDIDATES; ++candidate) _checkBond(_signerOf(candidate));
        _require("proceeds and bonds", sum <= _bonded);
    }

    function _checkBond(address signer) private view {
        IOperatorBonds.Bond memory found = _operatorSet.bondOf(signer);
        _same("bonded", found.bonded, _bonds[signer].bonded);
        _same("leaving", found.leaving, _bonds[signer].leaving);
        for (uint256 i = 0; i < _payers.length; ++i) {
            IOperatorBonds.Stake memory stake = _operatorSet.stakeOf(signer, _payers[i]);
            _same("stake", stake.bonded, _stakes[signer][_payers[i]].bonded);
            _same("stake that leaves", stake.leaving, _stakes[signer][_payers[i]].leaving);
        }
    }

    function _payBond(address to, uint256 amount) private {
        _bonded -= amount;
        _purses[to] += amount;
    }
}
