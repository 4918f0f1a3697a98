// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import {Outcome} from "../types/Enums.sol";

/**
 * @title A price that is made when somebody asks for it.
 * @notice Reporters leave quotes, which are cheap; whoever needs a price pays for one to be made of them off chain.
 */
interface IOracle {
    /**
     * @notice One slot.
     * @param price In the reporters' unit.
     * @param asOf Unix time in seconds at which it was asked for: it is made of the quotes of that moment.
     * @param spread How far apart they were, in millionths of the price.
     * @param used How many of them it is made of.
     */
    struct Price {
        uint128 price;
        uint64 asOf;
        uint32 spread;
        uint32 used;
    }

    event ReporterChanged(address indexed reporter, bool allowed);
    event Reported(address indexed reporter, uint128 price);
    event RefreshAsked(bytes32 indexed id, address indexed by);
    event Refreshed(bytes32 indexed id, Price price);
    /// @notice No price came of the request; the one before stands. `reason` is the function's error data.
    event RefreshFailed(bytes32 indexed id, Outcome outcome, bytes reason);
    /// @notice The price arrived after one that was asked for later, and was left out.
    event RefreshOvertaken(bytes32 indexed id, uint64 asOf);

    error OracleNotReporter(address caller);
    /// @notice There are `maximum` reporters already.
    error OracleReporters(uint256 maximum);
    error OracleZeroPrice();
    /// @notice The last price is of the time `asOf`, 0 if there never was one; it was good until `until`.
    error OraclePriceStale(uint64 asOf, uint64 until);

    /// @notice Lets a reporter leave quotes, or no longer, which takes its quote away. Only the owner.
    function setReporter(address reporter, bool allowed) external;

    /// @notice Leaves the caller's quote. Only reporters.
    function report(uint128 price) external;

    /**
     * @notice Asks for a new price and pays for it; what is left of the payment is credited to the caller's account at the
     * router. Anyone may.
     * @param gasPriceCap Most wei a unit of gas that the caller pays the operator.
     */
    function refresh(uint64 gasPriceCap) external payable returns (bytes32 id);

    /// @notice Wei that `refresh` needs now.
    function refreshCost(uint64 gasPriceCap) external view returns (uint256);

    /// @notice The last price. Reverts if it is older than `priceLife` seconds, or there is none.
    function price() external view returns (uint128);

    /// @notice The last price, however old; all zero if there never was one.
    function latest() external view returns (Price memory);

    /// @notice Who may report.
    function reporters() external view returns (address[] memory);
}
