// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

/**
 * @title A sample function: one price of many quotes.
 * @notice Implemented off chain by functions/quotes/quotes.ts: the quotes that are no outliers, averaged.
 */
interface IQuotes {
    /**
     * @param price In any unit that all quotes share; 0 is no quote.
     * @param at Unix time in seconds at which it was given.
     */
    struct Quote {
        uint128 price;
        uint64 at;
    }

    /**
     * @param price In the quotes' unit.
     * @param spread Median deviation from the median, in millionths of the median: below 1,000,000.
     * @param used How many quotes the price was made of.
     */
    struct Estimate {
        uint128 price;
        uint32 spread;
        uint32 used;
    }

    /// @notice Of the quotes `had` are young enough, `needed` were asked for.
    error TooFewQuotes(uint256 had, uint256 needed);

    /**
     * @notice The mean of the quotes within three median deviations of their median.
     * @param maxAge Oldest quote that counts, in seconds before the block of the request.
     * @param least Fewest such quotes that make a price; one is always needed.
     */
    function estimate(
        Quote[] calldata quotes,
        uint32 maxAge,
        uint32 least
    ) external view returns (Estimate memory);
}
