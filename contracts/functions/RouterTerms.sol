// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import {Ownable} from "@openzeppelin/contracts/access/Ownable.sol";
import {IFunctionRouter} from "./IFunctionRouter.sol";
import {Pricing} from "./Pricing.sol";

/**
 * @title The DAO's side of the router: prices, shares, bounds and execution domains.
 * @dev One setter a concern, so that two proposals under way cannot undo each other. Requests in flight are never
 * touched: each pinned its terms in its header.
 */
abstract contract RouterTerms is IFunctionRouter, Ownable {
    Terms private _terms;
    mapping(bytes32 executionDomain => bool) public isDomainAllowed;

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
    function terms() public view returns (Terms memory) {
        return _terms;
    }

    /// @notice Sets the wei a request.
    function setFixedFee(uint96 fixedFee) external onlyOwner {
        _setFixedFee(fixedFee);
    }

    /// @notice Sets the wei a unit of fuel.
    function setFuelPrice(uint64 fuelPrice) external onlyOwner {
        _setFuelPrice(fuelPrice);
    }

    /// @notice Sets the wei a byte of calldata and result.
    function setBytePrice(uint64 bytePrice) external onlyOwner {
        _setBytePrice(bytePrice);
    }

    /// @notice Sets the most wei above the base fee that are reimbursed, and the least gas price cap of a request.
    function setGasTerms(uint64 tipCap, uint64 minGasPriceCap) external onlyOwner {
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

    function _setFixedFee(uint96 fixedFee) private {
        emit FixedFeeChanged(_terms.fixedFee, fixedFee);
        _terms.fixedFee = fixedFee;
    }

    function _setFuelPrice(uint64 fuelPrice) private {
        emit FuelPriceChanged(_terms.fuelPrice, fuelPrice);
        _terms.fuelPrice = fuelPrice;
    }

    function _setBytePrice(uint64 bytePrice) private {
        emit BytePriceChanged(_terms.bytePrice, bytePrice);
        _terms.bytePrice = bytePrice;
    }

    function _setGasTerms(uint64 tipCap, uint64 minGasPriceCap) private {
        _terms.tipCap = tipCap;
        _terms.minGasPriceCap = minGasPriceCap;
        emit GasTermsChanged(tipCap, minGasPriceCap);
    }

    function _setShares(uint16 treasuryShare, uint16 maxRoyaltyShare) private {
        if (uint256(treasuryShare) + maxRoyaltyShare > Pricing.BASIS_POINTS) {
            revert RouterShares(treasuryShare, maxRoyaltyShare);
        }
        _terms.treasuryShare = treasuryShare;
        _terms.maxRoyaltyShare = maxRoyaltyShare;
        emit SharesChanged(treasuryShare, maxRoyaltyShare);
    }

    function _setDurations(uint32 minDuration, uint32 maxDuration) private {
        if (minDuration == 0 || minDuration > maxDuration) revert RouterDurations(minDuration, maxDuration);
        _terms.minDuration = minDuration;
        _terms.maxDuration = maxDuration;
        emit DurationsChanged(minDuration, maxDuration);
    }

    function _setDomain(bytes32 executionDomain, bool allowed) private {
        isDomainAllowed[executionDomain] = allowed;
        emit DomainAllowed(executionDomain, allowed);
    }
}
