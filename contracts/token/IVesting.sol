// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import {IERC20} from "@openzeppelin/contracts/token/ERC20/IERC20.sol";

/**
 * @notice Tokens that become an account's own over time: none before `cliff`, then in proportion to the time since `start`, all
 * from `end` on. Times are seconds since 1970, `start <= cliff <= end`.
 * @param beneficiary Who gets the tokens.
 * @param start When vesting begins to count; may be in the past.
 * @param cliff The first second in which anything is vested.
 * @param revocable Whether the treasury may take back what is not yet vested.
 * @param amount Tokens in all, in smallest units.
 * @param end The first second in which everything is vested.
 */
struct Grant {
    address beneficiary;
    uint40 start;
    uint40 cliff;
    bool revocable;
    uint208 amount;
    uint40 end;
}

/**
 * @title IVesting
 * @notice Many vesting schedules of one token. Whoever makes a grant pays it in full at once, so that every grant can always
 * be paid; each is claimed on its own. What is revoked goes to the treasury, whoever paid the grant.
 * @dev Tokens wait here without voting. `multicall` claims several grants in one transaction.
 */
interface IVesting {
    event Granted(uint256 indexed id, address indexed beneficiary, address indexed funder, Grant grant);
    event Claimed(uint256 indexed id, address indexed beneficiary, uint256 amount);

    /// @param vested What stays with the beneficiary, claimed already or not.
    /// @param returned What went to the treasury.
    event Revoked(uint256 indexed id, uint256 vested, uint256 returned);

    /// @dev Neither the token nor the treasury may be the zero address.
    error VestingZeroAddress();

    /// @dev A grant without beneficiary or amount.
    error VestingGrantEmpty(address beneficiary, uint256 amount);

    /// @dev A grant whose times are not in order.
    error VestingTimes(uint256 start, uint256 cliff, uint256 end);

    /// @dev No grant has this id.
    error VestingUnknown(uint256 id);

    /// @dev Nothing more is vested than what was claimed.
    error VestingNothingDue(uint256 id, uint256 claimed);

    /// @dev Only the treasury may revoke.
    error VestingNotTreasury(address caller, address treasury);

    /// @dev The grant was made for good, or is revoked already.
    error VestingIrrevocable(uint256 id);

    /**
     * @notice Makes grants and takes the sum of their amounts from the caller, who approved it. Open to everybody: who pays may
     * say to whom.
     * @return firstId The id of the first; the others follow it.
     */
    function grant(Grant[] calldata grants) external returns (uint256 firstId);

    /// @notice Sends the beneficiary what is vested and not yet claimed. Anybody may call it.
    function claim(uint256 id) external returns (uint256 amount);

    /// @notice Ends a grant: what is vested stays the beneficiary's, the rest goes to the treasury, which alone may call it.
    function revoke(uint256 id) external returns (uint256 returned);

    /// @notice The grant as it stands: after its revocation with the amount and the end that were left.
    function grantOf(uint256 id) external view returns (Grant memory);

    /// @notice What is the beneficiary's own by now, claimed or not.
    function vestedOf(uint256 id) external view returns (uint256);

    /// @notice What the beneficiary was paid so far.
    function claimedOf(uint256 id) external view returns (uint256);

    /// @notice What {claim} would pay now.
    function claimableOf(uint256 id) external view returns (uint256);

    /// @notice How many grants were made; ids count from 0.
    function grantCount() external view returns (uint256);

    function token() external view returns (IERC20);

    function treasury() external view returns (address);
}
