// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import {Ownable} from "@openzeppelin/contracts/access/Ownable.sol";
import {IFunctionRouter} from "./IFunctionRouter.sol";
import {Periods} from "./Periods.sol";
import {Pricing} from "./Pricing.sol";
import {Gate} from "./types/Gate.sol";
import {Prices} from "./types/Prices.sol";

/**
 * @title The DAO's side of the router: prices, shares, bounds and execution domains; and the guardian's pause.
 * @dev One setter a concern, so that two proposals under way cannot undo each other. Requests in flight are never
 * touched: each pinned its terms in its header.
 */
abstract contract RouterTerms is IFunctionRouter, Ownable {
    /// @notice Most seconds that a guardian's pause lasts; the owner may end it, and may pause again.
    uint256 public constant MAX_PAUSE = 7 days;

    /// @notice Most execution domains that a router ever knows: one bit each.
    uint256 public constant MAX_DOMAINS = 64;

    Gate internal _gate;
    /// @dev Without a royalty, which each request takes from its program.
    Prices internal _prices;
    bytes32[] private _domains;

    constructor(address owner_, Terms memory terms_, bytes32 executionDomain) Ownable(owner_) {
        _setFixedFee(terms_.fixedFee);
        _setFuelPrice(terms_.fuelPrice);
        _setBytePrice(terms_.bytePrice);
        _setGasTerms(terms_.tipCap, terms_.minGasPriceCap);
        _setShares(terms_.treasuryShare, terms_.maxRoyaltyShare);
        _setDurations(terms_.minDuration, terms_.maxDuration);
        _setDomain(executionDomain, true);
    }

    /// @inheritdoc IFunctionRouter
    function terms() external view returns (Terms memory) {
        return
            Terms({
                fixedFee: uint80(_prices.fixedFee()),
                fuelPrice: uint48(_prices.fuelPrice()),
                bytePrice: uint48(_prices.bytePrice()),
                tipCap: uint48(_prices.tipCap()),
                minGasPriceCap: uint64(_gate.minGasPriceCap()),
                treasuryShare: uint16(_prices.treasuryShare()),
                maxRoyaltyShare: uint16(_gate.maxRoyaltyShare()),
                minDuration: uint32(_gate.minDuration()),
                maxDuration: uint32(_gate.maxDuration())
            });
    }

    /// @inheritdoc IFunctionRouter
    function isDomainAllowed(bytes32 executionDomain) external view returns (bool) {
        (bool known, uint256 index) = _findDomain(executionDomain);
        return known && _gate.allows(index);
    }

    /// @inheritdoc IFunctionRouter
    function pausedUntil() external view returns (uint256) {
        return _gate.pausedUntil();
    }

    /// @inheritdoc IFunctionRouter
    function pause() external {
        if (msg.sender != _guardian() && msg.sender != owner()) revert RouterNotGuardian(msg.sender);
        _setPause(block.timestamp + MAX_PAUSE);
    }

    /// @inheritdoc IFunctionRouter
    function unpause() external onlyOwner {
        _setPause(0);
    }

    /// @notice Sets the wei a request.
    function setFixedFee(uint80 fixedFee) external onlyOwner {
        _setFixedFee(fixedFee);
    }

    /// @notice Sets the wei a unit of fuel.
    function setFuelPrice(uint48 fuelPrice) external onlyOwner {
        _setFuelPrice(fuelPrice);
    }

    /// @notice Sets the wei a byte of calldata and result.
    function setBytePrice(uint48 bytePrice) external onlyOwner {
        _setBytePrice(bytePrice);
    }

    /// @notice Sets the most wei above the base fee that are reimbursed, and the least gas price cap of a request.
    function setGasTerms(uint48 tipCap, uint64 minGasPriceCap) external onlyOwner {
        _setGasTerms(tipCap, minGasPriceCap);
    }

    /// @notice Sets the treasury's share and the cap on royalties, in basis points; together at most the whole.
    function setShares(uint16 treasuryShare, uint16 maxRoyaltyShare) external onlyOwner {
        _setShares(treasuryShare, maxRoyaltyShare);
    }

    /// @notice Sets the bounds, in seconds, between a request and its deadline.
    function setDurations(uint32 minDuration, uint32 maxDuration) external onlyOwner {
        _setDurations(minDuration, maxDuration);
    }

    /// @notice Allows an execution domain to new requests, or no longer.
    function setDomain(bytes32 executionDomain, bool allowed) external onlyOwner {
        _setDomain(executionDomain, allowed);
    }

    /// @dev The bit of a domain that the DAO allows now.
    function _requireDomain(bytes32 executionDomain) internal view returns (uint8) {
        (bool known, uint256 index) = _findDomain(executionDomain);
        if (!known || !_gate.allows(index)) revert RouterDomain(executionDomain);
        return uint8(index);
    }

    function _domainAt(uint256 index) internal view returns (bytes32) {
        return _domains[index];
    }

    /// @dev Who may pause new requests beside the owner.
    function _guardian() internal view virtual returns (address);

    function _setPause(uint256 until) private {
        _gate = _gate.withPause(uint40(until));
        emit PausedUntil(msg.sender, until);
    }

    function _setFixedFee(uint80 fixedFee) private {
        emit FixedFeeChanged(_prices.fixedFee(), fixedFee);
        _prices = _prices.withFixedFee(fixedFee);
    }

    function _setFuelPrice(uint48 fuelPrice) private {
        emit FuelPriceChanged(_prices.fuelPrice(), fuelPrice);
        _prices = _prices.withFuelPrice(fuelPrice);
    }

    function _setBytePrice(uint48 bytePrice) private {
        emit BytePriceChanged(_prices.bytePrice(), bytePrice);
        _prices = _prices.withBytePrice(bytePrice);
    }

    function _setGasTerms(uint48 tipCap, uint64 minGasPriceCap) private {
        _prices = _prices.withTipCap(tipCap);
        _gate = _gate.withMinGasPriceCap(minGasPriceCap);
        emit GasTermsChanged(tipCap, minGasPriceCap);
    }

    function _setShares(uint16 treasuryShare, uint16 maxRoyaltyShare) private {
        if (uint256(treasuryShare) + maxRoyaltyShare > Pricing.BASIS_POINTS) {
            revert RouterShares(treasuryShare, maxRoyaltyShare);
        }
        _prices = _prices.withTreasuryShare(treasuryShare);
        _gate = _gate.withMaxRoyaltyShare(maxRoyaltyShare);
        emit SharesChanged(treasuryShare, maxRoyaltyShare);
    }

    function _setDurations(uint32 minDuration, uint32 maxDuration) private {
        bool ordered = minDuration > 0 && minDuration <= maxDuration;
        if (!ordered || maxDuration > Periods.MAX_DURATION) revert RouterDurations(minDuration, maxDuration);
        _gate = _gate.withDurations(minDuration, maxDuration);
        emit DurationsChanged(minDuration, maxDuration);
    }

    function _setDomain(bytes32 executionDomain, bool allowed) private {
        (bool known, uint256 index) = _findDomain(executionDomain);
        if (!known) {
            if (index == MAX_DOMAINS) revert RouterTooManyDomains(MAX_DOMAINS);
            _domains.push(executionDomain);
        }
        _gate = _gate.withDomain(index, allowed);
        emit DomainAllowed(executionDomain, allowed);
    }

    /// @dev An unknown domain's index is the one it would get.
    function _findDomain(bytes32 executionDomain) private view returns (bool, uint256 index) {
        for (; index < _domains.length; ++index) if (_domains[index] == executionDomain) return (true, index);
        return (false, index);
    }
}
