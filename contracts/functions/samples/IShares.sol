// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import {IMandates} from "../../dao/IMandates.sol";

/**
 * @title A sample function: contributors' shares of a pot.
 * @notice Implemented off chain by functions/shares/shares.ts; what it returns is what a mandate pays.
 */
interface IShares {
    /// @param contributor Who is paid.
    /// @param points What it did, in any unit that all contributions share. Several of one account add up.
    struct Contribution {
        address contributor;
        uint256 points;
    }

    /// @notice Nobody did anything, so nothing divides the pot.
    error NoPoints();

    /**
     * @notice Each contributor's part of `pot`, rounded down, ascending by recipient; parts of nothing are left out.
     * @param most Nobody gets more; what that leaves is not paid out.
     */
    function payouts(
        Contribution[] calldata contributions,
        uint256 pot,
        uint256 most
    ) external view returns (IMandates.Payout[] memory);
}
