// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import {IFunctionRegistry} from "./IFunctionRegistry.sol";
import {IOperatorSet} from "./IOperatorSet.sol";
import {Batch, Call, Fulfilment, Outcome, Quorum, Receipt, RequestHeader} from "./FunctionTypes.sol";

/**
 * @title Where consumers ask for off-chain functions and operators deliver.
 * @notice All amounts are wei of the native currency; shares are basis points; times are Unix seconds.
 */
interface IFunctionRouter {
    /**
     * @notice What the DAO asks for. Requests keep the terms of the moment they were made.
     * @param fixedFee Wei a request.
     * @param fuelPrice Wei a unit of fuel.
     * @param bytePrice Wei a byte of calldata and result.
     * @param tipCap Most wei a unit of gas above the base fee that is reimbursed.
     * @param minGasPriceCap Least gas price cap that a request may name.
     * @param treasuryShare Basis points of fixed fee and fuel fee for the treasury.
     * @param maxRoyaltyShare Most basis points of them that a function's owner gets.
     * @param minDuration Least seconds from request to deadline.
     * @param maxDuration Most seconds from request to deadline.
     */
    struct Terms {
        uint96 fixedFee;
        uint64 fuelPrice;
        uint64 bytePrice;
        uint64 tipCap;
        uint64 minGasPriceCap;
        uint16 treasuryShare;
        uint16 maxRoyaltyShare;
        uint32 minDuration;
        uint32 maxDuration;
    }

    /// @notice The most that a call can cost, by component; `total` is their sum and what is escrowed.
    struct Quote {
        uint256 fixedFee;
        uint256 fuelFee;
        uint256 byteFee;
        uint256 gasFee;
        uint256 total;
    }

    /**
     * @param balance Wei free to spend or withdraw.
     * @param sequence Number of requests made so far.
     */
    struct Account {
        uint128 balance;
        uint64 sequence;
    }

    /**
     * @param cap Most wei that the consumer may have spent and have in escrow.
     * @param used Wei spent and in escrow.
     */
    struct Allowance {
        uint128 cap;
        uint128 used;
    }

    event Deposited(address indexed account, address indexed from, uint256 amount);
    event Withdrawn(address indexed account, address indexed to, uint256 amount);
    event ConsumerAuthorized(address indexed account, address indexed consumer, uint256 cap);
    event Requested(
        bytes32 indexed id,
        address indexed account,
        uint256 indexed functionId,
        RequestHeader header,
        bytes data
    );
    /// @notice The request is settled: `charged` includes `reimbursed`; charged + refunded is the escrow.
    event Settled(
        bytes32 indexed id,
        uint256 indexed functionId,
        Outcome outcome,
        uint64 fuelUsed,
        uint256 charged,
        uint256 refunded,
        uint256 reimbursed
    );
    /// @notice The callback reverted; the settlement stands. `reason` is cut to 256 bytes.
    event CallbackFailed(bytes32 indexed id, address indexed consumer, bytes reason);
    /// @notice The request is not live or its deadline passed, or the receipt breaks the protocol; its batch is unharmed.
    event Skipped(bytes32 indexed id);
    event Expired(bytes32 indexed id, address indexed refundTo, uint256 refunded);
    event RoyaltyClaimed(uint256 indexed functionId, address indexed owner, uint256 amount);
    event OperatorFeesClaimed(
        uint32 indexed epoch,
        uint256 indexed index,
        address indexed payout,
        uint256 amount
    );
    event TreasuryFeesClaimed(address indexed treasury, uint256 amount);
    event FixedFeeChanged(uint256 previous, uint256 current);
    event FuelPriceChanged(uint256 previous, uint256 current);
    event BytePriceChanged(uint256 previous, uint256 current);
    event GasTermsChanged(uint256 tipCap, uint256 minGasPriceCap);
    event SharesChanged(uint256 treasuryShare, uint256 maxRoyaltyShare);
    event DurationsChanged(uint256 minDuration, uint256 maxDuration);
    event DomainAllowed(bytes32 indexed executionDomain, bool allowed);

    /// @notice The account has `had` wei free, `needed` are asked for.
    error RouterBalance(address account, uint256 had, uint256 needed);
    /// @notice `account` lets `consumer` spend `had` more wei, `needed` are asked for.
    error RouterAllowance(address account, address consumer, uint256 had, uint256 needed);
    /// @notice The call costs up to `cost` wei, the caller allows `maxCost`.
    error RouterCost(uint256 cost, uint256 maxCost);
    error RouterDomain(bytes32 executionDomain);
    /// @notice The deadline lies outside what the DAO allows now.
    error RouterDeadline(uint256 deadline, uint256 earliest, uint256 latest);
    error RouterGasPriceCap(uint256 gasPriceCap, uint256 minimum);
    error RouterCallbackGas(uint256 gasLimit, uint256 maximum);
    error RouterCalldataLength(uint256 length, uint256 maximum);
    error RouterResultLength(uint256 length, uint256 maximum);
    /// @notice Stateful functions and outcalls are not served by this router; `flags` asks for them.
    error RouterUnsupported(uint256 functionId, uint32 version, uint8 flags);
    error RouterNotSender(address caller);
    /// @notice The receipt is for `receipt`, the header beside it hashes to `header`.
    error RouterCommitment(bytes32 header, bytes32 receipt);
    error RouterResultHash(bytes32 id, bytes32 actual, bytes32 signed);
    error RouterEmptyBatch();
    /// @notice None of the batch's or the list's requests could be settled or expired.
    error RouterNothingSettled();
    /// @notice The transaction holds `had` gas before a callback that needs `needed`: send it with more.
    error RouterGas(bytes32 id, uint256 had, uint256 needed);
    error RouterShares(uint256 treasuryShare, uint256 royaltyShare);
    error RouterDurations(uint256 minDuration, uint256 maxDuration);
    error RouterZeroAddress();

    /// @notice Adds the sent wei to any account.
    function deposit(address account) external payable;

    /// @notice Sends free wei of the caller's account to `to`.
    function withdraw(address payable to, uint256 amount) external;

    /// @notice Lets `consumer` spend up to `cap` wei of the caller's account, counting what it spent before; 0 ends it.
    function authorize(address consumer, uint128 cap) external;

    /// @notice The most that `call` can cost if requested now. Depends neither on tx.gasprice nor on the base fee.
    function quote(Call calldata call) external view returns (Quote memory);

    /**
     * @notice Makes a request that `account` pays for: the caller itself, or one that authorised it.
     * @param maxCost Reverts with the figures if the quote is above this.
     */
    function request(address account, Call calldata call, uint256 maxCost) external returns (bytes32 id);

    /// @notice Makes a request paid with the sent wei; what exceeds the quote, and any refund, go to account `refundTo`.
    function requestPaid(address refundTo, Call calldata call) external payable returns (bytes32 id);

    /**
     * @notice Settles every live request of a batch and calls its consumer back. Only a sender key of the operator set.
     * @param epoch The epoch in whose name the batch was signed.
     * @param quorum Signatures over the Merkle root of the receipts in their order.
     */
    function fulfill(Fulfilment[] calldata fulfilments, uint32 epoch, Quorum calldata quorum) external;

    /// @notice Ends requests whose deadline has passed, with a full refund. Anyone; those that cannot be are skipped.
    function expire(RequestHeader[] calldata headers) external;

    /// @notice Credits a function's royalties to its current owner's account. Anyone may call.
    function claimRoyalty(uint256 functionId) external returns (uint256 amount);

    /// @notice Credits an operator's fees of an epoch to its payout account. Anyone may call.
    function claimOperatorFees(uint32 epoch, uint256 index) external returns (uint256 amount);

    /// @notice Sends the treasury's fees to the owner of this router. Anyone may call.
    function claimTreasuryFees() external returns (uint256 amount);

    /// @notice Whether `receipt` stands at place `index` of a batch that a quorum signed. Reverts as the operator set does.
    function verify(
        Batch calldata batch,
        Receipt calldata receipt,
        uint256 index,
        bytes32[] calldata proof,
        Quorum calldata quorum
    ) external view returns (bool);

    /// @notice The id of a request: the EIP-712 hash of its header under this router's domain.
    function hashRequest(RequestHeader calldata header) external view returns (bytes32);

    /// @notice What operators sign for a batch.
    function hashBatch(Batch calldata batch) external view returns (bytes32);

    /// @notice The most that the request of this header can be charged, which is what it holds in escrow.
    function escrowOf(RequestHeader calldata header) external pure returns (uint256);

    /// @notice Whether the request waits to be fulfilled or expired.
    function isLive(bytes32 id) external view returns (bool);

    function accountOf(address account) external view returns (Account memory);
    function allowanceOf(address account, address consumer) external view returns (Allowance memory);
    function terms() external view returns (Terms memory);
    function isDomainAllowed(bytes32 executionDomain) external view returns (bool);
    function royaltyOf(uint256 functionId) external view returns (uint256);
    function treasuryFees() external view returns (uint256);
    function operatorFeesOf(uint32 epoch, uint256 index) external view returns (uint256);

    /// @notice The sum of everything that is owed: balances, escrows and unclaimed fees. Never above the balance.
    function accounted() external view returns (uint256);

    function registry() external view returns (IFunctionRegistry);
    function operatorSet() external view returns (IOperatorSet);
}
