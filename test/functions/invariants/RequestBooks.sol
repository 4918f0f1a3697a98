// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import {Fulfilment, Outcome, Request} from "../../../contracts/functions/FunctionTypes.sol";
import {IFunctionRouter} from "../../../contracts/functions/IFunctionRouter.sol";
import {Limits} from "../../../contracts/functions/types/Limits.sol";
import {Prices} from "../../../contracts/functions/types/Prices.sol";
import {Verdict} from "../../../contracts/functions/types/Verdict.sol";
import {BondBooks} from "./BondBooks.sol";
import {NESTED_TAG, PlainConsumer} from "./Consumers.sol";

/// @title Every request that was ever made, what it holds in escrow, and the one end that it may come to.
abstract contract RequestBooks is BondBooks {
    enum State {
        Unknown,
        Live,
        Settled,
        Expired
    }

    /**
     * @param fails Whether its callback is expected to fail, by the consumer's own doing.
     * @param undelivered Its callback failed, and nobody delivered its result since.
     * @param callbacks How many callbacks it had that succeeded.
     */
    struct RequestBook {
        Request header;
        address account;
        uint256 escrow;
        State state;
        bool fails;
        bool undelivered;
        uint256 callbacks;
        Verdict verdict;
        bytes result;
        uint256 liveIndex;
    }

    uint256 internal constant PLACES = 128;

    /// @dev As the DAO set them last; requests made now must have pinned these.
    IFunctionRouter.Terms internal _terms = _firstTerms();
    mapping(bytes32 id => RequestBook) internal _requests;
    bytes32[] internal _ids;
    bytes32[] internal _liveIds;
    bytes32[] internal _undeliveredIds;
    mapping(address account => mapping(uint256 place => uint256)) private _uses;
    /// @dev Settled in the step under way.
    uint256 internal _settled;

    function _bookRequest(bytes32 id, address account, Request memory header) internal {
        RequestBook storage book = _requests[id];
        _require("an id is its header's hash", id == _router.hashRequest(header));
        _require("an id never comes again", book.state == State.Unknown);
        (book.header, book.account, book.state) = (header, account, State.Live);
        book.escrow = _escrowOf(header);
        book.liveIndex = _liveIds.length;
        _liveIds.push(id);
        _ids.push(id);
        _checkPrices(header);
        if (header.tag == NESTED_TAG) _count("(request from within a callback)", true);
        _same("number of a request", header.payer.sequence(), ++_accounts[account].sequence);
        _occupy(account, header.payer.slot());
        _bookEscrow(account, header, book.escrow);
    }

    function _bookSettlement(
        bytes32 id,
        IFunctionRouter.TillKey memory key,
        uint256 charged,
        uint256 reimbursed
    ) internal {
        RequestBook storage book = _requests[id];
        (uint256 shared, uint256 byteFees) = _feesOf(book);
        _same("charged", charged, shared + byteFees + reimbursed);
        _require("gas is within what is held for it", reimbursed <= _maxGasFee(book.header));
        key.functionId = book.header.limits.functionId();
        _bookFees(key, book.header.prices, shared, byteFees, reimbursed);
        _bookRefund(book, book.escrow - charged);
        _end(book, State.Settled);
        ++_settled;
        _bookCallback(id, book);
    }

    function _bookExpiry(bytes32 id, uint256 refunded) internal {
        RequestBook storage book = _requests[id];
        _same("a refund is the escrow", refunded, book.escrow);
        _require("expired after the deadline", block.timestamp > book.header.payer.deadline());
        _bookRefund(book, refunded);
        _end(book, State.Expired);
    }

    function _bookFailure(bytes32 id) internal {
        _requests[id].undelivered = true;
        _undeliveredIds.push(id);
    }

    function _bookDelivery(bytes32 id) internal {
        RequestBook storage book = _requests[id];
        _require("only what had failed is delivered", book.undelivered);
        book.undelivered = false;
        _countCallback(id, book);
    }

    /// @dev Whether `fulfilment` brings what the operators may say of the request.
    function _keepsRules(Fulfilment memory fulfilment) internal pure returns (bool) {
        uint256 outcome = fulfilment.verdict.outcomeCode();
        uint256 fuelUsed = fulfilment.verdict.fuelUsed();
        Limits limits = fulfilment.request.limits;
        uint256 length = fulfilment.result.length;
        if (outcome == uint8(Outcome.Success) || outcome == uint8(Outcome.Revert))
            return fuelUsed <= limits.fuelLimit() && length <= limits.maxResultBytes();
        if (outcome == uint8(Outcome.OutOfFuel) || outcome == uint8(Outcome.Trap))
            return fuelUsed == limits.fuelLimit() && length == 0;
        return outcome == uint8(Outcome.Unserviceable) && fuelUsed == 0 && length == 0;
    }

    /// @return sum All that live requests hold.
    function _checkRequests() internal view returns (uint256 sum) {
        for (uint256 i = 0; i < _liveIds.length; ++i) {
            RequestBook storage book = _requests[_liveIds[i]];
            _require("live", _router.isLive(book.header));
            _same("escrow", _router.escrowOf(book.header), book.escrow);
            sum += book.escrow;
        }
        for (uint256 i = 0; i < _undeliveredIds.length; ++i) {
            bytes32 id = _undeliveredIds[i];
            _require("undelivered", (_router.undeliveredOf(id) != 0) == _requests[id].undelivered);
        }
    }

    function _escrowOf(Request memory header) internal pure returns (uint256) {
        (Prices prices, Limits limits) = (header.prices, header.limits);
        uint256 bytes_ = limits.calldataBytes() + limits.maxResultBytes();
        uint256 fees = prices.fixedFee() + limits.fuelLimit() * prices.fuelPrice();
        return fees + bytes_ * prices.bytePrice() + _maxGasFee(header);
    }

    function _checkPrices(Request memory header) private view {
        (Prices prices, uint256 functionId) = (header.prices, header.limits.functionId());
        uint256 royalty = _royaltyOf(functionId);
        if (royalty > _terms.maxRoyaltyShare) royalty = _terms.maxRoyaltyShare;
        _same("pinned royalty", prices.royaltyShare(), royalty);
        _same("pinned treasury's share", prices.treasuryShare(), _terms.treasuryShare);
        _same("pinned fixed fee", prices.fixedFee(), _terms.fixedFee);
        _same("pinned fuel price", prices.fuelPrice(), _terms.fuelPrice);
        _same("pinned byte price", prices.bytePrice(), _terms.bytePrice);
        _same("pinned tip cap", prices.tipCap(), _terms.tipCap);
    }

    function _maxGasFee(Request memory header) private pure returns (uint256) {
        uint256 gas = header.limits.overheadGas() + header.callback.gasLimit();
        return gas * header.callback.gasPriceCap();
    }

    function _feesOf(RequestBook storage book) private view returns (uint256 shared, uint256 byteFees) {
        (Prices prices, Limits limits) = (book.header.prices, book.header.limits);
        shared = prices.fixedFee() + book.verdict.fuelUsed() * prices.fuelPrice();
        if (book.verdict.outcomeCode() == uint8(Outcome.Unserviceable)) return (shared, 0);
        byteFees = (limits.calldataBytes() + book.result.length) * prices.bytePrice();
    }

    function _bookEscrow(address account, Request memory header, uint256 escrow) private {
        if (header.payer.isPaid()) return _payIn(account, escrow);
        _accounts[account].balance -= escrow;
        if (!header.payer.isCapped()) return;
        IFunctionRouter.Allowance storage allowance = _allowances[account][header.callback.consumer()];
        allowance.used += uint128(escrow);
        _require("within the cap", allowance.used <= allowance.cap);
    }

    function _bookRefund(RequestBook storage book, uint256 amount) private {
        address refundTo = book.header.payer.refundTo();
        _accounts[refundTo].balance += amount;
        if (!book.header.payer.isCapped()) return;
        _allowances[refundTo][book.header.callback.consumer()].used -= uint128(amount);
    }

    function _end(RequestBook storage book, State state) private {
        _require("a request ends once", book.state == State.Live);
        book.state = state;
        bytes32 last = _liveIds[_liveIds.length - 1];
        _liveIds[book.liveIndex] = last;
        _requests[last].liveIndex = book.liveIndex;
        _liveIds.pop();
        _vacate(book.account, book.header.payer.slot());
    }

    function _bookCallback(bytes32 id, RequestBook storage book) private {
        if (book.header.callback.gasLimit() == 0) return;
        _require("a callback fails by its consumer's doing alone", book.fails == book.undelivered);
        _count("(callback)", !book.undelivered);
        if (!book.undelivered) _countCallback(id, book);
    }

    function _countCallback(bytes32 id, RequestBook storage book) private {
        _same("a result arrives once", ++book.callbacks, 1);
        address payable consumer = payable(book.header.callback.consumer());
        _same("callbacks counted by the consumer", PlainConsumer(consumer).callsOf(id), 1);
    }

    /// @dev Within a batch a request made in a callback may take a place whose settlement is announced after it.
    function _occupy(address account, uint256 place) private {
        if (place == PLACES) return _count("(request beyond the places)", true);
        ++_uses[account][place];
        _accounts[account].live |= 1 << place;
    }

    function _vacate(address account, uint256 place) private {
        if (place == PLACES) return;
        if (--_uses[account][place] == 0) _accounts[account].live &= ~(1 << place);
    }
}
