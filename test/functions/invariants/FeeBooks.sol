// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import {IFunctionRouter} from "../../../contracts/functions/IFunctionRouter.sol";
import {Prices} from "../../../contracts/functions/types/Prices.sol";
import {AccountBooks} from "./AccountBooks.sol";

/// @title What settlements earned and for whom: tills, then operators' pools, royalties and the treasury.
abstract contract FeeBooks is AccountBooks {
    uint256 internal constant WHOLE = 10_000;

    struct TillBook {
        IFunctionRouter.TillKey key;
        uint256 reimbursed;
        uint256 shared;
        uint256 byteFees;
        uint256 treasuryShare;
        uint256 royaltyShare;
    }

    /// @param candidates Who its members are, and with which keys.
    /// @param each Wei that every member has earned in all.
    struct EpochBook {
        uint256[] candidates;
        uint256[] keys;
        uint256 revoked;
        uint256 graceEnds;
        uint256 each;
        mapping(uint256 index => uint256) claimed;
    }

    TillBook[] internal _tills;
    mapping(bytes32 key => uint256 indexFromOne) private _tillIndex;
    mapping(uint256 epoch => EpochBook) internal _epochs;
    uint256 internal _epoch;
    mapping(uint256 functionId => uint256) internal _royalties;
    mapping(uint256 functionId => address) internal _functionOwners;
    uint256 internal _treasury;

    function _bookEpoch(uint256[] memory candidates) internal {
        _epochs[_epoch].graceEnds = block.timestamp + 1 hours;
        EpochBook storage book = _epochs[++_epoch];
        book.candidates = candidates;
        for (uint256 i = 0; i < candidates.length; ++i) book.keys.push(_signingKeys[candidates[i]]);
    }

    /// @dev Whether signatures in the name of the epoch count now.
    function _countsNow(uint256 epoch) internal view returns (bool) {
        if (epoch == 0 || epoch > _epoch) return false;
        return epoch == _epoch || (epoch + 1 == _epoch && block.timestamp <= _epochs[epoch].graceEnds);
    }

    /// @dev Whether a key's signatures in the name of the epoch count now, and its place.
    function _findKey(uint256 epoch, uint256 key) internal view returns (bool, uint256 index) {
        if (!_countsNow(epoch)) return (false, 0);
        EpochBook storage book = _epochs[epoch];
        while (index < book.keys.length && book.keys[index] != key) ++index;
        return (index < book.keys.length && (book.revoked >> index) & 1 == 0, index);
    }

    function _bookFees(
        IFunctionRouter.TillKey memory key,
        Prices prices,
        uint256 shared,
        uint256 byteFees,
        uint256 reimbursed
    ) internal {
        TillBook storage till = _till(key);
        (uint256 treasuryShare, uint256 royaltyShare) = (prices.treasuryShare(), prices.royaltyShare());
        bool sameShares = till.treasuryShare == treasuryShare && till.royaltyShare == royaltyShare;
        _require("a till has one split", sameShares || till.reimbursed + till.shared + till.byteFees == 0);
        (till.treasuryShare, till.royaltyShare) = (treasuryShare, royaltyShare);
        till.shared += shared;
        till.byteFees += byteFees;
        till.reimbursed += reimbursed;
    }

    function _bookCollection(
        IFunctionRouter.TillKey memory key,
        IFunctionRouter.Takings memory takings
    ) internal {
        TillBook storage till = _till(key);
        _checkTakings(takings, till);
        EpochBook storage epoch = _epochs[key.epoch];
        uint256 each = takings.operators / epoch.candidates.length;
        epoch.each += each;
        _treasury += takings.treasury + takings.operators - each * epoch.candidates.length;
        _royalties[key.functionId] += takings.royalty;
        _accounts[key.submitter].balance += takings.reimbursed;
        (till.reimbursed, till.shared, till.byteFees) = (0, 0, 0);
    }

    function _bookRoyalty(uint256 functionId, address owner, uint256 amount) internal {
        _same("royalty", amount, _royalties[functionId]);
        _require("the owner gets the royalty", owner == _functionOwners[functionId]);
        _royalties[functionId] = 0;
        _accounts[owner].balance += amount;
    }

    function _bookOperatorFees(uint256 epoch, uint256 index, address payout, uint256 amount) internal {
        EpochBook storage book = _epochs[epoch];
        _same("operator's fees", amount, book.each - book.claimed[index]);
        _require("the operator's payout gets them", payout == _payout(book.candidates[index]));
        book.claimed[index] += amount;
        _accounts[payout].balance += amount;
    }

    function _bookTreasury(address treasury, uint256 amount) internal {
        _same("treasury's fees", amount, _treasury);
        _treasury = 0;
        _payOut(treasury, amount);
    }

    /// @return sum All that was earned and not yet credited or paid.
    function _checkFees() internal view returns (uint256 sum) {
        for (uint256 i = 0; i < _tills.length; ++i) sum += _checkTill(_tills[i]);
        for (uint256 epoch = 1; epoch <= _epoch; ++epoch) sum += _checkEpoch(epoch);
        for (uint256 id = 1; id <= FUNCTIONS; ++id) {
            _same("royalty held", _router.royaltyOf(id), _royalties[id]);
            sum += _royalties[id];
        }
        _same("treasury's fees held", _router.treasuryFees(), _treasury);
        return sum + _treasury;
    }

    function _checkTill(TillBook storage till) private view returns (uint256) {
        _checkTakings(_router.tillOf(till.key), till);
        return till.reimbursed + till.shared + till.byteFees;
    }

    /// @dev Shares of what operators, treasury and author divide round down, and the treasury has what is over.
    function _checkTakings(IFunctionRouter.Takings memory takings, TillBook storage till) private view {
        uint256 operatorShare = WHOLE - till.treasuryShare - till.royaltyShare;
        uint256 operators = (till.shared * operatorShare) / WHOLE;
        uint256 royalty = (till.shared * till.royaltyShare) / WHOLE;
        _same("till: reimbursed", takings.reimbursed, till.reimbursed);
        _same("till: operators", takings.operators, operators + till.byteFees);
        _same("till: royalty", takings.royalty, royalty);
        _same("till: treasury", takings.treasury, till.shared - operators - royalty);
    }

    function _checkEpoch(uint256 epoch) private view returns (uint256 sum) {
        EpochBook storage book = _epochs[epoch];
        for (uint256 i = 0; i < book.candidates.length; ++i) {
            uint256 held = book.each - book.claimed[i];
            _same("operator's fees held", _router.operatorFeesOf(uint32(epoch), i), held);
            sum += held;
        }
    }

    function _till(IFunctionRouter.TillKey memory key) private returns (TillBook storage till) {
        bytes32 hash = keccak256(abi.encode(key));
        if (_tillIndex[hash] == 0) {
            _tills.push().key = key;
            _tillIndex[hash] = _tills.length;
        }
        return _tills[_tillIndex[hash] - 1];
    }
}
