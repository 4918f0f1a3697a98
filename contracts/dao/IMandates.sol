// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import {TimelockController} from "@openzeppelin/contracts/governance/TimelockController.sol";
import {Outcome} from "../functions/FunctionTypes.sol";
import {IFunctionRouter} from "../functions/IFunctionRouter.sol";

/**
 * @title IMandates
 * @notice Functions as governance actions. A proposal opens a mandate: a function is asked who gets what, and what it
 * answers is paid out of the treasury, within what was voted. The answer is checked, waits in the treasury's timelock
 * like everything else, and can be cancelled until it is paid.
 *
 * Asked → Answered → Scheduled → Paid; every other way leads to Ended, and says why. Each step that nobody has to
 * decide on (schedule, execute, expire) is anyone's to take. Amounts are the asset's smallest units, times are seconds.
 */
interface IMandates {
    enum Status {
        None,
        Asked,
        Answered,
        Scheduled,
        Paid,
        Ended
    }

    /// @notice Why a mandate ended unpaid.
    /// @dev Failed: the function gave no result. Malformed: the result is no exact ABI encoding of `Payout[]`. Recipient:
    /// the list names these mandates themselves. Unsorted: recipients must ascend, which also rules out doubles and zero.
    enum Ending {
        None,
        Failed,
        Malformed,
        Empty,
        TooMany,
        Unsorted,
        Recipient,
        RecipientLimit,
        TotalLimit,
        Expired,
        Cancelled
    }

    /// @notice One entry of what the function answers: `Payout[]`, ascending by recipient.
    struct Payout {
        address recipient;
        uint256 amount;
    }

    /**
     * @notice What is voted on: the bounds of what may be paid.
     * @param asset An ERC-20 that moves exactly what it is told to; the zero address: the network's currency.
     * @param expiry Last second, in Unix time, of a payment. Nothing is paid later.
     * @param delay Least seconds that the payment waits in the treasury; its own delay, where that is longer.
     * @param maxRecipients Longest list, 1 to 100.
     * @param guardian May cancel at any time before the payment; the zero address: only the DAO and its cancellers may.
     * @param maxTotal Most that the whole list may pay.
     * @param maxPerRecipient Most that one recipient may get.
     */
    struct Terms {
        address asset;
        uint48 expiry;
        uint32 delay;
        uint8 maxRecipients;
        address guardian;
        uint128 maxTotal;
        uint128 maxPerRecipient;
    }

    /**
     * @notice Which endpoint is asked; see `Call` of the function router for what each means.
     * @param program Typed hash of the function's program.
     * @param duration Seconds from the request to its deadline.
     * @param maxCost Most wei that the request may escrow.
     * @param data The endpoint's calldata. The endpoint returns `Payout[]`.
     */
    struct Question {
        bytes32 program;
        uint64 fuelLimit;
        uint64 gasPriceCap;
        uint32 duration;
        uint128 maxCost;
        bytes data;
    }

    event MandateOpened(uint256 indexed id, bytes32 indexed requestId, Terms terms);
    /// @notice The function answered; `result` is what {schedule} and {execute} want, and not checked yet.
    event MandateAnswered(uint256 indexed id, bytes result);
    /// @notice The list is within the mandate: the treasury's `operation` pays `total`, from `readyAt` on.
    event MandateScheduled(uint256 indexed id, bytes32 indexed operation, uint256 total, uint256 readyAt);
    event MandatePaid(uint256 indexed id, address indexed asset, uint256 total);
    event MandateEnded(uint256 indexed id, Ending ending);
    /// @notice Why the function gave no result; `reason` is its error data.
    event MandateFailed(uint256 indexed id, Outcome outcome, bytes reason);

    /// @dev `caller` is not the treasury.
    error MandatesNotTreasury(address caller);

    /// @dev `caller` is neither the mandate's guardian, nor the treasury, nor one of its cancellers.
    error MandatesNotCanceller(uint256 id, address caller);

    /// @dev The mandate is not where it would have to be for this.
    error MandatesStatus(uint256 id, Status status);

    /// @dev There is no contract at `asset`.
    error MandatesAsset(address asset);

    /// @dev A mandate is for 1 to `maximum` recipients.
    error MandatesRecipients(uint256 recipients, uint256 maximum);

    /// @dev Request and delay can take until `earliest`.
    error MandatesExpiry(uint256 expiry, uint256 earliest);

    /// @dev The mandate expires at `expiry`, and not before, or that is over.
    error MandatesTime(uint256 id, uint256 expiry);

    /// @dev These bytes are not what the function answered.
    error MandatesResult(uint256 id, bytes32 given, bytes32 answered);

    /// @dev The payment came with `had`, the list needs `needed`.
    error MandatesFunding(uint256 id, uint256 had, uint256 needed);

    /**
     * @notice Opens a mandate and asks its function. Only the treasury, so by a proposal.
     * @dev The request is paid from the account of these mandates at the router, to which the sent wei are added: what a
     * request leaves pays for the next. Reverts with {MandatesAsset}, {MandatesRecipients}, {MandatesExpiry} or an
     * error of the router.
     */
    function open(Terms calldata terms, Question calldata question) external payable returns (uint256 id);

    /**
     * @notice Checks what the function answered. Within the mandate, the treasury is given one operation that pays it;
     * else the mandate ends. Anyone may call.
     * @param result As {MandateAnswered} tells it.
     */
    function schedule(uint256 id, bytes calldata result) external;

    /// @notice Has the treasury execute the payment, once its delay is over. Anyone may call, and may ask the treasury itself.
    function execute(uint256 id, bytes calldata result) external;

    /// @notice Ends a mandate that is past its expiry and not paid. Anyone may call.
    function expire(uint256 id) external;

    /// @notice Ends a mandate before it is paid. Its guardian, the treasury, or one of the treasury's cancellers.
    function cancel(uint256 id) external;

    /**
     * @notice Pays the list: what the treasury's operation calls, and nobody else.
     * @dev A recipient that refuses is credited (see {IPayoutCredits}), so that the others are paid.
     */
    function pay(uint256 id, bytes calldata result) external payable;

    /// @notice Asks through the router that the directory names now, which must be `current`. Only the treasury.
    function followRouter(IFunctionRouter current) external;

    /// @notice Sends what these mandates' account at `router` has to the treasury. Only the treasury.
    function withdrawFees(IFunctionRouter router, uint256 amount) external;

    /// @notice The operation that pays `result`, as the treasury's `executeBatch` takes it (no predecessor, salt `id`).
    function operationOf(
        uint256 id,
        bytes calldata result
    )
        external
        view
        returns (
            address[] memory targets,
            uint256[] memory values,
            bytes[] memory payloads,
            bytes32 operation
        );

    function termsOf(uint256 id) external view returns (Terms memory);

    function statusOf(uint256 id) external view returns (Status);

    /// @notice Hash of what the function answered, 0 before.
    function resultHashOf(uint256 id) external view returns (bytes32);

    /// @notice How many mandates were opened; their ids are 1 to this.
    function mandateCount() external view returns (uint256);

    /// @notice The timelock that pays.
    function treasury() external view returns (TimelockController);
}
