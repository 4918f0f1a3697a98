// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import {Math} from "@openzeppelin/contracts/utils/math/Math.sol";
import {Outcome, Receipt, RequestHeader} from "./FunctionTypes.sol";

/**
 * @title What a request may cost and what it does cost. Pure arithmetic over the terms that the request pinned.
 * @dev The gas schedule is what a fulfilment burns where the router cannot measure it, taken from real batches and
 * rounded up; test/functions/gas-schedule.ts holds it against real transactions.
 */
library Pricing {
    uint256 internal constant BASIS_POINTS = 10_000;

    /// @dev Gas of a fulfilment whatever its size: intrinsic gas, lock, sender, epoch, the fees' accumulators.
    uint256 internal constant BATCH_GAS = 57_000;
    /// @dev Gas of each signature: its calldata, the operator's key, the recovery.
    uint256 internal constant SIGNATURE_GAS = 8_200;
    /// @dev Gas of each receipt: calldata, hashes, its slot, its event.
    uint256 internal constant RECEIPT_GAS = 28_000;
    /// @dev Gas of each byte of the result: calldata, hash, copies.
    uint256 internal constant RESULT_BYTE_GAS = 17;
    /// @dev Most gas of a settlement's measured part beside what the callee burns: the call, a fresh slot for the refund
    /// and one for the royalty, the allowance, the event of a failed callback.
    uint256 internal constant SETTLE_GAS = 66_000;
    /// @dev Least gas of a receipt and of each byte of its result: calldata at its floor price (EIP-7623).
    uint256 internal constant FLOOR_RECEIPT_GAS = 30_000;
    uint256 internal constant FLOOR_BYTE_GAS = 40;

    /**
     * @notice What a settled receipt pays beside gas, and to whom.
     * @param royalty Wei for the function's owner.
     * @param treasury Wei for the treasury.
     * @param operators Wei for the operators, before it is split between them.
     * @param total Their sum.
     */
    struct Fees {
        uint256 royalty;
        uint256 treasury;
        uint256 operators;
        uint256 total;
    }

    /// @notice Most gas that a fulfilment of one request alone takes, beside what its callback burns.
    function overheadGas(uint256 signatures, uint256 resultBytes) internal pure returns (uint256) {
        return receiptGas(batchGas(signatures), resultBytes, SETTLE_GAS);
    }

    /// @notice The gas that a batch pays once.
    function batchGas(uint256 signatures) internal pure returns (uint256) {
        return BATCH_GAS + signatures * SIGNATURE_GAS;
    }

    /**
     * @notice The gas that a receipt is reimbursed for.
     * @param batchShare Its share of what the batch pays once.
     * @param measured Gas of its callback and settlement.
     */
    function receiptGas(
        uint256 batchShare,
        uint256 resultBytes,
        uint256 measured
    ) internal pure returns (uint256) {
        uint256 spent = batchShare + RECEIPT_GAS + resultBytes * RESULT_BYTE_GAS + measured;
        // About a third of what a batch pays once is intrinsic gas and calldata.
        uint256 floor = batchShare / 3 + FLOOR_RECEIPT_GAS + resultBytes * FLOOR_BYTE_GAS;
        return Math.max(spent, floor);
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
     * @notice What a settled receipt pays beside gas.
     * @dev Shares round down and the remainder is the treasury's, so that the parts always sum to the whole.
     */
    function fees(
        RequestHeader memory header,
        Receipt calldata receipt,
        uint256 resultBytes
    ) internal pure returns (Fees memory split) {
        bool serviced = receipt.outcome != Outcome.Unserviceable;
        uint256 shared = header.fixedFee + uint256(receipt.fuelUsed) * header.fuelPrice;
        uint256 byteFee = serviced ? (uint256(header.calldataBytes) + resultBytes) * header.bytePrice : 0;
        uint256 operatorShare = BASIS_POINTS - header.royaltyShare - header.treasuryShare;
        uint256 operatorFees = (shared * operatorShare) / BASIS_POINTS;

        split.royalty = (shared * header.royaltyShare) / BASIS_POINTS;
        split.operators = operatorFees + byteFee;
        split.treasury = shared - operatorFees - split.royalty;
        split.total = shared + byteFee;
    }

    /// @notice Wei that the submitter gets for a receipt's gas; never more than the request holds for it.
    function reimbursement(RequestHeader memory header, uint256 gasUsed) internal view returns (uint256) {
        return Math.min(maxGasFee(header), gasUsed * gasPrice(header));
    }

    /// @notice Wei a unit of gas that is reimbursed in this transaction.
    function gasPrice(RequestHeader memory header) internal view returns (uint256) {
        return Math.min(Math.min(tx.gasprice, block.basefee + header.tipCap), header.gasPriceCap);
    }

    /// @notice Whether a receipt keeps the protocol's rules on outcomes, fuel, result and the fields of stateful versions.
    function isValid(
        RequestHeader calldata header,
        Receipt calldata receipt,
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

    function _isStateless(Receipt calldata receipt) private pure returns (bool) {
        bytes32 roots = receipt.stateRootBefore | receipt.stateRootAfter;
        return receipt.stateSeq == 0 && roots | receipt.transcriptRoot | receipt.extension == 0;
    }
}
