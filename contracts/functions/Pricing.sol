// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import {IFunctionRouter} from "./IFunctionRouter.sol";
import {Callback} from "./types/Callback.sol";
import {Outcome} from "./types/Enums.sol";
import {Limits} from "./types/Limits.sol";
import {Prices} from "./types/Prices.sol";
import {Till} from "./types/Till.sol";
import {Verdict} from "./types/Verdict.sol";

/**
 * @title What a request may cost and what it does cost. Pure arithmetic over the terms that the request pinned, whose
 * widths rule out an overflow: the largest product has 112 bits.
 * @dev The gas schedule is what a fulfilment burns where the router cannot measure it, taken from real batches and
 * rounded up; test/functions/gas-schedule.ts holds it against real transactions.
 */
library Pricing {
    uint256 internal constant BASIS_POINTS = 10_000;

    /// @dev Gas of a fulfilment whatever its size: intrinsic gas, lock, sender or deputy, epoch.
    uint256 internal constant BATCH_GAS = 32_000;
    /// @dev Gas of each signature: its calldata, the operator's key, the recovery.
    uint256 internal constant SIGNATURE_GAS = 4_700;
    /// @dev Gas of each receipt: calldata, its node in the tree, its event, what is written once all is measured.
    uint256 internal constant RECEIPT_GAS = 8_300;
    /// @dev Gas of each byte of the result: calldata.
    uint256 internal constant RESULT_BYTE_GAS = 16;
    /// @dev Most gas of a receipt's measured part beside what the callee burns: the request's end, the call, fresh slots for
    /// the refund, for a result that waits and for whomever a till is emptied to, and the events of it all.
    uint256 internal constant SETTLE_GAS = 172_000;
    /// @dev Least gas of a receipt and of each byte of its result: calldata at its floor price (EIP-7623).
    uint256 internal constant FLOOR_RECEIPT_GAS = 10_000;
    uint256 internal constant FLOOR_BYTE_GAS = 40;

    /// @notice Most gas that a fulfilment of one request alone takes, beside what its callback burns.
    function overheadGas(uint256 signatures, uint256 resultBytes) internal pure returns (uint256) {
        return receiptGas(batchGas(signatures), resultBytes, SETTLE_GAS);
    }

    /// @notice The gas that a batch pays once.
    function batchGas(uint256 signatures) internal pure returns (uint256) {
        unchecked {
            return BATCH_GAS + signatures * SIGNATURE_GAS;
        }
    }

    /**
     * @notice The gas that a receipt is reimbursed for.
     * @param batchShare Its share of what the batch pays once.
     * @param measured Gas that its request's end, its callback and its settlement took.
     */
    function receiptGas(
        uint256 batchShare,
        uint256 resultBytes,
        uint256 measured
    ) internal pure returns (uint256) {
        unchecked {
            uint256 spent = batchShare + RECEIPT_GAS + resultBytes * RESULT_BYTE_GAS + measured;
            // Three quarters of what a batch pays once are intrinsic gas, and calldata at that price.
            uint256 floor = batchShare - batchShare / 4 + FLOOR_RECEIPT_GAS + resultBytes * FLOOR_BYTE_GAS;
            return spent > floor ? spent : floor;
        }
    }

    function maxFuelFee(Prices prices, Limits limits) internal pure returns (uint256) {
        unchecked {
            return limits.fuelLimit() * prices.fuelPrice();
        }
    }

    function maxByteFee(Prices prices, Limits limits) internal pure returns (uint256) {
        unchecked {
            return (limits.calldataBytes() + limits.maxResultBytes()) * prices.bytePrice();
        }
    }

    function maxGasFee(Callback callback, Limits limits) internal pure returns (uint256) {
        unchecked {
            uint256 gasLimit = limits.overheadGas() + callback.gasLimit();
            return gasLimit * callback.gasPriceCap() + limits.l1FeeCap();
        }
    }

    /// @notice Most wei of fixed fee and fuel fee.
    function maxSharedFees(Prices prices, Limits limits) internal pure returns (uint256) {
        unchecked {
            return prices.fixedFee() + maxFuelFee(prices, limits);
        }
    }

    /// @notice Most wei that the request can be charged beside gas.
    function maxFees(Prices prices, Limits limits) internal pure returns (uint256) {
        unchecked {
            return maxSharedFees(prices, limits) + maxByteFee(prices, limits);
        }
    }

    /// @notice The exact most that the request can be charged.
    function escrow(Callback callback, Prices prices, Limits limits) internal pure returns (uint256) {
        unchecked {
            return maxFees(prices, limits) + maxGasFee(callback, limits);
        }
    }

    /// @notice Wei of a settled receipt that operators, treasury and the function's owner share.
    function sharedFees(Prices prices, Verdict verdict) internal pure returns (uint256) {
        unchecked {
            return prices.fixedFee() + verdict.fuelUsed() * prices.fuelPrice();
        }
    }

    /// @notice Wei of a settled receipt that are the operators' alone.
    function byteFees(
        Prices prices,
        Limits limits,
        Verdict verdict,
        uint256 resultBytes
    ) internal pure returns (uint256) {
        unchecked {
            if (verdict.outcomeCode() == uint8(Outcome.Unserviceable)) return 0;
            return (limits.calldataBytes() + resultBytes) * prices.bytePrice();
        }
    }

    /**
     * @notice Who gets what of a till.
     * @dev Shares round down and the remainder is the treasury's, so that the parts always sum to the whole.
     */
    function split(Till till) internal pure returns (IFunctionRouter.Takings memory takings) {
        (uint256 shared, uint256 royaltyShare) = (till.sharedFees(), till.royaltyShare());
        unchecked {
            uint256 operatorShare = BASIS_POINTS - royaltyShare - till.treasuryShare();
            uint256 operators = (shared * operatorShare) / BASIS_POINTS;
            takings.reimbursed = till.reimbursed();
            takings.royalty = (shared * royaltyShare) / BASIS_POINTS;
            takings.operators = operators + till.byteFees();
            takings.treasury = shared - operators - takings.royalty;
        }
    }

    /// @notice Wei that the submitter gets for a receipt's gas; never more than the request holds for it, `most`.
    function reimbursement(
        Callback callback,
        Prices prices,
        uint256 most,
        uint256 gasUsed
    ) internal view returns (uint256) {
        unchecked {
            uint256 spent = gasUsed * gasPrice(callback, prices);
            return spent < most ? spent : most;
        }
    }

    /// @notice Wei a unit of gas that is reimbursed in this transaction.
    function gasPrice(Callback callback, Prices prices) internal view returns (uint256) {
        unchecked {
            uint256 tipped = block.basefee + prices.tipCap();
            uint256 price = tx.gasprice < tipped ? tx.gasprice : tipped;
            uint256 cap = callback.gasPriceCap();
            return price < cap ? price : cap;
        }
    }

    /// @notice Whether a verdict keeps the protocol's rules on outcomes, fuel and result.
    function isValid(Limits limits, Verdict verdict, uint256 resultBytes) internal pure returns (bool) {
        uint256 outcome = verdict.outcomeCode();
        uint256 fuelLimit = limits.fuelLimit();
        if (outcome == uint8(Outcome.Success) || outcome == uint8(Outcome.Revert)) {
            return verdict.fuelUsed() <= fuelLimit && resultBytes <= limits.maxResultBytes();
        }
        if (resultBytes != 0) return false;
        if (outcome == uint8(Outcome.Unserviceable)) return verdict.fuelUsed() == 0;
        bool exhausted = outcome == uint8(Outcome.OutOfFuel) || outcome == uint8(Outcome.Trap);
        return exhausted && verdict.fuelUsed() == fuelLimit;
    }
}
