// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import {IFunctionRouter} from "../../../contracts/functions/IFunctionRouter.sol";
import {IOperatorSet} from "../../../contracts/functions/IOperatorSet.sol";
import {RouterTerms} from "../../../contracts/functions/RouterTerms.sol";
import {VM} from "../../helpers/IVm.sol";
import {BondSteps} from "./BondSteps.sol";

/// @title What the DAO, its guardian, time and vandals do: reprice, rotate, revoke, pause, force ether in.
abstract contract DaoSteps is BondSteps {
    constructor() {
        _bookEpoch(_candidates(0, 4));
        for (uint256 id = 1; id <= FUNCTIONS; ++id) _functionOwners[id] = _author(id - 1);
    }

    function govern(uint256 seed) external step(seed) {
        uint256 kind = _below(16);
        if (kind < 6) _reprice();
        else if (kind < 10) _rotate();
        else if (kind < 12) _revoke();
        else if (kind < 14) _pause();
        else if (kind < 15) _setMinBond();
        else _sellFunction();
    }

    function pass(uint256 seed) external step(seed) {
        uint256 least =
            _oneIn(40)
                ? 12 hours
                : _oneIn(10)
                    ? 1 hours
                    : 1;
        VM.warp(block.timestamp + _between(least, least * 60));
        _count("pass", true);
    }

    /// @dev By self-destruction within a constructor, which still moves ether whither nobody can refuse it.
    function forceEther(uint256 seed) external step(seed) {
        address from = _anyOf(_payers);
        uint256 amount = _below(1 ether);
        bytes memory creation = abi.encodePacked(hex"73", address(_router), hex"ff");
        VM.prank(from);
        // solhint-disable-next-line no-inline-assembly
        assembly ("memory-safe") {
            pop(create(amount, add(creation, 0x20), mload(creation)))
        }
        _bookForced(from, amount);
        _count("force ether", true);
    }

    function _reprice() private {
        uint256 kind = _below(6);
        if (kind == 0) _setFees();
        else if (kind == 1) _setGasTerms(uint48(_below(4 gwei)), uint64(_below(3 gwei)));
        else if (kind == 2) _setShares(uint16(_below(WHOLE + 1)));
        else if (kind == 3) _setDurations(uint32(_between(1, 1 hours)));
        else if (kind == 4)
            _setDomain(
                _forbidden[0]
                    ? 0
                    : _forbidden[1]
                        ? 1
                        : _below(DOMAINS)
            );
        else _asOwner(abi.encodeCall(RouterTerms.setFixedFee, (0)), STRANGER, false);
    }

    function _rotate() private {
        uint256[] memory candidates = _anyCandidates();
        bytes memory data = abi.encodeCall(IOperatorSet.startEpoch, (_operators(candidates)));
        address from = _oneIn(10) ? GUARDIAN : OWNER;
        bool foreseen = from == OWNER && _haveBonds(candidates);
        if (_stepAt(address(_operatorSet), "rotate", from, 0, data, foreseen)) _bookEpoch(candidates);
    }

    function _revoke() private {
        uint256 epoch = _oneIn(2) || _epoch == 1 ? _epoch : _epoch - 1;
        uint256 count = _epochs[epoch].candidates.length;
        // One in three misses, as a set that shrinks too fast settles nothing any more.
        uint256 index = _below(count + 1);
        address from =
            !_oneIn(3)
                ? STRANGER
                : _oneIn(2)
                    ? GUARDIAN
                    : OWNER;
        if (_oneIn(8) && index < count) from = _senders[_epochs[epoch].candidates[index]];
        bytes memory data = abi.encodeCall(IOperatorSet.revoke, (uint32(epoch), index));
        bool foreseen = from != STRANGER && index < count && _countsNow(epoch);
        if (!_stepAt(address(_operatorSet), "revoke", from, 0, data, foreseen)) return;
        _epochs[epoch].revoked |= 1 << index;
    }

    function _pause() private {
        if (_pausedUntil > block.timestamp) {
            _step("unpause", OWNER, 0, abi.encodeCall(IFunctionRouter.unpause, ()), true);
            _pausedUntil = 0;
            return;
        }
        address from =
            !_oneIn(3)
                ? STRANGER
                : _oneIn(2)
                    ? OWNER
                    : GUARDIAN;
        if (!_step("pause", from, 0, abi.encodeCall(IFunctionRouter.pause, ()), from != STRANGER)) return;
        _pausedUntil = block.timestamp + _router.MAX_PAUSE();
    }

    function _sellFunction() private {
        uint256 id = _between(1, FUNCTIONS);
        address to = _author(_below(FUNCTIONS));
        VM.prank(_functionOwners[id]);
        _registry.transferFrom(_functionOwners[id], to, id);
        _functionOwners[id] = to;
        _count("sell a function", true);
    }

    function _setFees() private {
        (uint80 fixedFee, uint48 fuelPrice) = (uint80(_below(1e15)), uint48(_below(1e7)));
        uint48 bytePrice = uint48(_below(1e11));
        _asOwner(abi.encodeCall(RouterTerms.setFixedFee, (fixedFee)), OWNER, true);
        _asOwner(abi.encodeCall(RouterTerms.setFuelPrice, (fuelPrice)), OWNER, true);
        _asOwner(abi.encodeCall(RouterTerms.setBytePrice, (bytePrice)), OWNER, true);
        (_terms.fixedFee, _terms.fuelPrice, _terms.bytePrice) = (fixedFee, fuelPrice, bytePrice);
    }

    function _setGasTerms(uint48 tipCap, uint64 minGasPriceCap) private {
        _asOwner(abi.encodeCall(RouterTerms.setGasTerms, (tipCap, minGasPriceCap)), OWNER, true);
        (_terms.tipCap, _terms.minGasPriceCap) = (tipCap, minGasPriceCap);
    }

    function _setShares(uint16 treasuryShare) private {
        uint16 maxRoyaltyShare = uint16(_below(WHOLE + 1 - treasuryShare));
        _asOwner(abi.encodeCall(RouterTerms.setShares, (treasuryShare, maxRoyaltyShare)), OWNER, true);
        (_terms.treasuryShare, _terms.maxRoyaltyShare) = (treasuryShare, maxRoyaltyShare);
    }

    function _setDurations(uint32 minDuration) private {
        uint32 maxDuration = minDuration + uint32(_below(1 days));
        _asOwner(abi.encodeCall(RouterTerms.setDurations, (minDuration, maxDuration)), OWNER, true);
        (_terms.minDuration, _terms.maxDuration) = (minDuration, maxDuration);
    }

    function _setDomain(uint256 domain) private {
        bool allowed = _forbidden[domain];
        _asOwner(abi.encodeCall(RouterTerms.setDomain, (_domain(domain), allowed)), OWNER, true);
        _forbidden[domain] = !allowed;
    }

    function _asOwner(bytes memory data, address from, bool foreseen) private {
        _step("reprice", from, 0, data, foreseen);
    }

    function _anyCandidates() private returns (uint256[] memory) {
        uint256 size = _oneIn(4) ? _between(1, CANDIDATES) : 4;
        return _candidates(_below(CANDIDATES - size + 1), size);
    }
}
