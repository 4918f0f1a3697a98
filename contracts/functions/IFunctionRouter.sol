// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import {IFunctionRegistry} from "./IFunctionRegistry.sol";
import {IOperatorSet} from "./IOperatorSet.sol";
import {Batch, Call, Fulfilment, Quorum, Receipt, Request} from "./FunctionTypes.sol";
import {Callback} from "./types/Callback.sol";
import {Limits} from "./types/Limits.sol";
import {Moment} from "./types/Moment.sol";
import {Payer} from "./types/Payer.sol";
import {Prices} from "./types/Prices.sol";
import {Verdict} from "./types/Verdict.sol";

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
        uint80 fixedFee;
        uint48 fuelPrice;
        uint48 bytePrice;
        uint48 tipCap;
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
     * @param live Bit i is set while the account's place i holds a live request.
     */
    struct Account {
        uint256 balance;
        uint256 sequence;
        uint256 live;
    }

    /// @notice Names a till: the epoch in whose name batches were signed, who sent them, which function they ran.
    struct TillKey {
        uint32 epoch;
        address submitter;
        uint256 functionId;
    }

    /**
     * @notice What settlements earned, in wei, by who gets it.
     * @param reimbursed The submitter, for gas.
     * @param operators The epoch's operators together.
     * @param treasury The treasury, beside what does not divide between the operators.
     * @param royalty The function's owner.
     */
    struct Takings {
        uint256 reimbursed;
        uint256 operators;
        uint256 treasury;
        uint256 royalty;
    }

    /**
     * @param cap Most wei that the consumer may have spent and have in escrow; type(uint128).max: no cap, nothing counted.
     * @param used Wei spent and in escrow.
     */
    struct Allowance {
        uint128 cap;
        uint128 used;
    }

    event Deposited(address indexed account, address indexed from, uint256 amount);
    event Withdrawn(address indexed account, address indexed to, uint256 amount);
    event ConsumerAuthorized(address indexed account, address indexed consumer, uint256 cap);
    /// @notice Calls may name the program from now on.
    event ProgramAdmitted(
        bytes32 indexed program,
        uint256 indexed functionId,
        uint32 indexed version,
        bytes32 codeHash,
        bytes32 executionDomain
    );
    /**
     * @notice A new request: its header and its task, but for what follows from the rest (hash of `data`, the extension,
     * the task's hash).
     */
    event Requested(
        bytes32 indexed id,
        address indexed account,
        Callback callback,
        Payer payer,
        Prices prices,
        Limits limits,
        bytes32 tag,
        bytes32 program,
        Moment moment,
        bytes32 prevrandao,
        bytes data
    );
    /// @notice The request is settled: of its escrow `charged`, which includes `reimbursed`, is spent, the rest refunded.
    event Settled(bytes32 indexed id, Verdict verdict, uint256 charged, uint256 reimbursed);
    /// @notice The callback reverted; the settlement stands, and `deliver` can call again. `reason` is cut to 256 bytes.
    event CallbackFailed(bytes32 indexed id, address indexed consumer, bytes reason);
    /// @notice A result whose callback had failed has arrived.
    event Delivered(bytes32 indexed id, address indexed consumer);
    /// @notice The request is not live or its deadline passed, or the receipt breaks the protocol; its batch is unharmed.
    event Skipped(bytes32 indexed id);
    event Expired(bytes32 indexed id, address indexed refundTo, uint256 refunded);
    /// @notice A till was emptied: to the submitter's account, the epoch's operators, the treasury and the royalties.
    event Collected(
        uint32 indexed epoch,
        address indexed submitter,
        uint256 indexed functionId,
        Takings takings
    );
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
    event DeputyChanged(address indexed sender, address indexed deputy, bool allowed);
    /// @notice New requests are refused before `until`; 0 ends a pause.
    event PausedUntil(address indexed by, uint256 until);

    /// @notice The account has `had` wei free, `needed` are asked for.
    error RouterBalance(address account, uint256 had, uint256 needed);
    /// @notice `account` lets `consumer` spend `had` more wei, `needed` are asked for.
    error RouterAllowance(address account, address consumer, uint256 had, uint256 needed);
    /// @notice The call costs up to `cost` wei, the caller allows `maxCost`.
    error RouterCost(uint256 cost, uint256 maxCost);
    /// @notice Fixed fee and fuel of the call can cost `fees` wei.
    error RouterFeeLimit(uint256 fees, uint256 maximum);
    error RouterDomain(bytes32 executionDomain);
    /// @notice The deadline lies outside what the DAO allows now.
    error RouterDeadline(uint256 deadline, uint256 earliest, uint256 latest);
    error RouterGasPriceCap(uint256 gasPriceCap, uint256 minimum);
    error RouterCallbackGas(uint256 gasLimit, uint256 maximum);
    error RouterCalldataLength(uint256 length, uint256 maximum);
    error RouterResultLength(uint256 length, uint256 maximum);
    /// @notice Stateful functions and outcalls are not served by this router; `flags` asks for them.
    error RouterUnsupported(uint256 functionId, uint32 version, uint8 flags);
    /// @notice Nobody admitted this program: `admit` does.
    error RouterProgram(bytes32 program);
    error RouterTooManyDomains(uint256 maximum);
    /// @notice New requests are refused until then.
    error RouterPaused(uint256 until);
    error RouterNotGuardian(address caller);
    error RouterNotOperatorSet(address caller);
    /// @notice `caller` is neither the sender of the current epoch's operator at `index`, nor a deputy of it.
    error RouterNotSender(address caller, uint256 index);
    /// @notice `deputy` submits for another `sender`, who would have to let it go first.
    error RouterDeputy(address deputy, address sender);
    /// @notice `epoch` neither is the current one nor was it within its grace.
    error RouterEpoch(uint32 epoch, uint32 current);
    /// @notice Only `had` of the `needed` operators signed.
    error RouterQuorum(uint256 had, uint256 needed);
    /// @notice The bitmap names a place outside the set, or an operator whose key was revoked.
    error RouterSigners(uint256 signers, uint256 allowed);
    /// @notice The signature for the operator at `index` is by `recovered` (0 if malformed), not by `expected`.
    error RouterSignature(uint256 index, address recovered, address expected);
    /// @notice There are `length` signatures for `count` signers.
    error RouterSignaturesLength(uint256 length, uint256 count);
    error RouterEmptyBatch();
    /// @notice No result of this request waits to be delivered, or not the one that hashes to `leaf`.
    error RouterNotUndelivered(bytes32 id, bytes32 leaf, bytes32 undelivered);
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
     * @notice Lets calls name a version of a function under an execution domain that the DAO allows. Anyone may call;
     * once is enough.
     * @return program Its typed hash.
     */
    function admit(
        uint256 functionId,
        uint32 version,
        bytes32 executionDomain
    ) external returns (bytes32 program);

    /**
     * @notice Settles every live request of a batch and calls its consumer back. Only an operator of the current epoch.
     * @param epoch The epoch in whose name the batch was signed.
     * @param quorum Signatures over the Merkle root of the receipts in their order.
     * @param submitter The caller's place in the current epoch, or that of the sender whose deputy it is.
     */
    function fulfill(
        Fulfilment[] calldata fulfilments,
        uint32 epoch,
        Quorum calldata quorum,
        uint256 submitter
    ) external;

    /// @notice Ends requests whose deadline has passed, with a full refund. Anyone; those that cannot be are skipped.
    function expire(Request[] calldata requests) external;

    /**
     * @notice Brings a result to a consumer whose callback failed, with all the gas of the caller. Anyone, at any time,
     * until it succeeds once; the consumer's revert is the caller's.
     */
    function deliver(Request calldata request_, Verdict verdict, bytes calldata result) external;

    /// @notice Empties tills, so that what is in them can be claimed. Anyone may call.
    function collect(TillKey[] calldata keys) external;

    /// @notice Lets `deputy` submit in the place of the caller, a sender key, or no longer. A deputy acts for one sender.
    function setDeputy(address deputy, bool allowed) external;

    /// @notice Refuses new requests for `MAX_PAUSE` seconds from now. Guardian or owner.
    function pause() external;

    /// @notice Ends a pause. Only the owner.
    function unpause() external;

    /// @notice Credits a function's collected royalties to its current owner's account. Anyone may call.
    function claimRoyalty(uint256 functionId) external returns (uint256 amount);

    /// @notice Credits an operator's collected fees of an epoch to its payout account. Anyone may call.
    function claimOperatorFees(uint32 epoch, uint256 index) external returns (uint256 amount);

    /// @notice Sends the treasury's collected fees to the owner of this router. Anyone may call.
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
    function hashRequest(Request calldata request_) external view returns (bytes32);

    /// @notice What operators sign for a batch.
    function hashBatch(Batch calldata batch) external view returns (bytes32);

    /// @notice The most that the request of this header can be charged, which is what it holds in escrow.
    function escrowOf(Request calldata request_) external pure returns (uint256);

    /// @notice Whether the request waits to be fulfilled or expired.
    function isLive(Request calldata request_) external view returns (bool);

    /// @notice The hash of the receipt's leaf that waits to be delivered; 0 if none does.
    function undeliveredOf(bytes32 id) external view returns (bytes32 leaf);

    /// @notice Whether calls may name the program: it was admitted and its domain is allowed.
    function isAdmitted(bytes32 program) external view returns (bool);

    function accountOf(address account) external view returns (Account memory);
    function allowanceOf(address account, address consumer) external view returns (Allowance memory);
    function terms() external view returns (Terms memory);
    function isDomainAllowed(bytes32 executionDomain) external view returns (bool);
    /// @notice The sender key that `deputy` submits for; 0 if none.
    function principalOf(address deputy) external view returns (address);

    /// @notice New requests are refused before this time.
    function pausedUntil() external view returns (uint256);
    /// @notice What is in a till.
    function tillOf(TillKey calldata key) external view returns (Takings memory);
    function royaltyOf(uint256 functionId) external view returns (uint256);
    function treasuryFees() external view returns (uint256);
    function operatorFeesOf(uint32 epoch, uint256 index) external view returns (uint256);

    /// @notice The sum of everything that is owed: balances, escrows and unclaimed fees. Never above the balance.
    function accounted() external view returns (uint256);

    function registry() external view returns (IFunctionRegistry);
    function operatorSet() external view returns (IOperatorSet);
}
