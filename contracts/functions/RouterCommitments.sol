// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import {Math} from "@openzeppelin/contracts/utils/math/Math.sol";
import {IFunctionRouter} from "./IFunctionRouter.sol";
import {RouterAccounts} from "./RouterAccounts.sol";
import {Request} from "./FunctionTypes.sol";
import {Callback} from "./types/Callback.sol";
import {Ledger} from "./types/Ledger.sol";
import {Payer} from "./types/Payer.sol";

/**
 * @title Which requests live: one slot for each, used again and again.
 * @dev A commitment is written over a dead one, never back to zero, which costs a quarter of a fresh slot. Bits in the
 * account's own slot say which places are live; a dead commitment is a tombstone, and an id never comes again, as its
 * sequence number does not. An account with more live requests than bits falls back to a fresh slot for each.
 */
abstract contract RouterCommitments is RouterAccounts {
    /// @dev Places of an account; a request in none of them has this number as its slot.
    uint256 private constant PLACES = 128;

    mapping(address account => bytes32[PLACES] ids) private _commitments;
    mapping(bytes32 id => bool) private _overflow;

    /// @inheritdoc IFunctionRouter
    function isLive(Request calldata request_) external view returns (bool) {
        (bytes32 id, uint256 slot) = (hashRequest(request_), request_.payer.slot());
        if (slot >= PLACES) return _overflow[id];
        address account = _accountOf(request_.callback, request_.payer);
        return _ledgers[account].isLive(slot) && _commitments[account][slot] == id;
    }

    /// @inheritdoc IFunctionRouter
    function hashRequest(Request calldata request_) public view virtual returns (bytes32);

    /// @dev Takes the escrow, a number and a place for a new request. One read and one write of the account.
    function _reserve(address account, uint256 escrow) internal returns (uint256 sequence, uint256 place) {
        Ledger ledger = _debited(account, _ledgers[account], escrow);
        uint256 bit;
        (place, bit) = _freePlace(ledger.live());
        ledger = ledger.open(bit);
        _ledgers[account] = ledger;
        sequence = ledger.sequence();
    }

    function _commit(address account, uint256 slot, bytes32 id) internal {
        if (slot == PLACES) _overflow[id] = true;
        else _commitments[account][slot] = id;
    }

    /// @dev Frees the place of a live request; false if it is not live.
    function _close(address account, uint256 slot, bytes32 id) internal returns (bool) {
        if (slot >= PLACES) return _closeOverflow(id);
        Ledger ledger = _ledgers[account];
        if (!ledger.isLive(slot) || _commitments[account][slot] != id) return false;
        _ledgers[account] = ledger.close(slot);
        return true;
    }

    /// @dev Who reserved the request's number and place.
    function _accountOf(Callback callback, Payer payer) internal pure returns (address) {
        return payer.isPaid() ? callback.consumer() : payer.refundTo();
    }

    function _closeOverflow(bytes32 id) private returns (bool live) {
        live = _overflow[id];
        if (live) delete _overflow[id];
    }

    /// @dev The lowest free place, which is the warmest, and its bit.
    function _freePlace(uint256 live) private pure returns (uint256 place, uint256 bit) {
        unchecked {
            bit = ~live & (live + 1) & type(uint128).max;
        }
        if (bit == 0) return (PLACES, 0);
        return (bit == 1 ? 0 : Math.log2(bit), bit);
    }
}
