// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import {Math} from "@openzeppelin/contracts/utils/math/Math.sol";
import {Outcome, Receipt, RequestHeader} from "./FunctionTypes.sol";

/**
 * @title What a request may cost and what it does cost. Pure arithmetic over the terms that the request pinned.
 * @dev The gas schedule is what a fulfilment burns outside its callback, measured over batches and rounded up;
 * test/functions/gas-schedule.ts holds it against real transactions.
 */
library Pricing {
    uint256 internal constant BASIS_POINTS = 10_000;

    /// @dev Gas of a fulfilment whatever its size: intrinsic gas, calldata of the arguments, lock, sender, fee accrual.
    uint256 internal constant BATCH_GAS = 85_000;
    /// @dev Gas of each signature: its calldata, the member's key, the recovery.
    uint256 internal constant SIGNATURE_GAS = 9_000;
    /// @dev Gas of each receipt: calldata and hash of header and receipt, its slot, its settlement and event.
    uint256 internal constant RECEIPT_GAS = 60_000;
    /// @dev Gas of each byte of the result: calldata at its floor price, hash, copy to the callback.
    uint256 internal constant RESULT_BYTE_GAS = 45;

    /**
     * @param reimbursed Wei for the gas of the fulfilment.
     * @param royalty Wei for the function's owner.
     * @param treasury Wei for the treasury.
     * @param operators Wei for the operators, before it is split between them.
     * @param total Their sum: what the request is charged.
     */
    struct Charge {
        uint256 reimbursed;
        uint256 royalty;
        uint256 treasury;
        uint256 operators;
        uint256 total;
    }

    /// @notice Gas that a fulfilment of one request alone is scheduled for, without its callback.
    function overheadGas(uint256 signatures, uint256 resultBytes) internal pure returns (uint256) {
        return batchGas(signatures) + receiptGas(resultBytes);
    }

    /// @notice The part of it that a batch pays once.
    function batchGas(uint256 signatures) internal pure returns (uint256) {
        return BATCH_GAS + signatures * SIGNATURE_GAS;
    }

    /// @notice The part of it that each receipt adds.
    function receiptGas(uint256 resultBytes) internal pure returns (uint256) {
        return RECEIPT_GAS + resultBytes * RESULT_BYTE_GAS;
    }

    function maxFuelFee(RequestHeader memory header) internal pure returns (uint256) {
        return uint256(header.fuelLimit) * header.fuelPrice;
    }

    function maxByteFee(RequestHeader memory header) internal pure returns (uint256) {
        return (uint256(header.calldataBytes) + header.maxResultBytes) * header.bytePrice;
    }

    function maxGasFee(RequestHeader memory header) internal pure returns (uint256) {
        uint256 gasLimit = uint256(header.overheadGas) + header.callbackGasLimit;
        return gasLimit * header.gasPriceCap + header.l1FeeCap;
    }

    /// @notice The exact most that the request can be charged.
    function escrow(RequestHeader memory header) internal pure returns (uint256) {
        return header.fixedFee + maxFuelFee(header) + maxByteFee(header) + maxGasFee(header);
    }

    /**
     * @notice What a settled receipt is charged, and for whom.
     * @param gasUsed The receipt's scheduled gas and its callback's measured gas.
     * @dev Shares round down and the remainder is the treasury's, so that the parts always sum to the whole.
     */
    function charge(
        RequestHeader memory header,
        Receipt memory receipt,
        uint256 resultBytes,
        uint256 gasUsed
    ) internal view returns (Charge memory charged) {
        bool serviced = receipt.outcome != Outcome.Unserviceable;
        uint256 fees = header.fixedFee + uint256(receipt.fuelUsed) * header.fuelPrice;
        uint256 byteFee = serviced ? (uint256(header.calldataBytes) + resultBytes) * header.bytePrice : 0;
        uint256 operatorShare = BASIS_POINTS - header.royaltyShare - header.treasuryShare;
        uint256 operatorFees = (fees * operatorShare) / BASIS_POINTS;

        charged.reimbursed = Math.min(maxGasFee(header), gasUsed * gasPrice(header));
        charged.royalty = (fees * header.royaltyShare) / BASIS_POINTS;
        charged.operators = operatorFees + byteFee;
        charged.treasury = fees - operatorFees - charged.royalty;
        charged.total = fees + byteFee + charged.reimbursed;
    }

    /// @notice Wei a unit of gas that is reimbursed in this transaction.
    function gasPrice(RequestHeader memory header) internal view returns (uint256) {
        return Math.min(Math.min(tx.gasprice, block.basefee + header.tipCap), header.gasPriceCap);
    }

    /// @notice Whether a receipt keeps the protocol's rules on outcomes, fuel, result and the fields of stateful versions.
    function isValid(
        RequestHeader memory header,
        Receipt memory receipt,
        uint256 resultBytes
    ) internal pure returns (bool) {
        if (!_isStateless(receipt)) return false;
        if (receipt.outcome == Outcome.Success || receipt.outcome == Outcome.Revert) {
            return receipt.fuelUsed <= header.fuelLimit && resultBytes <= header.maxResultBytes;
        }
        if (resultBytes != 0) return false;
        if (receipt.outcome == Outcome.Unserviceable) return receipt.fuelUsed == 0;
        return receipt.outcome != Outcome.None && receipt.fuelUsed == header.fuelLimit;
    }

    function _isStateless(Receipt memory receipt) private pure returns (bool) {
        bytes32 roots = receipt.stateRootBefore | receipt.stateRootAfter;
        return receipt.stateSeq == 0 && roots | receipt.transcriptRoot | receipt.extension == 0;
    }
}
