// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import {Ownable} from "@openzeppelin/contracts/access/Ownable.sol";
import {EnumerableSet} from "@openzeppelin/contracts/utils/structs/EnumerableSet.sol";
import {FunctionConsumer} from "../FunctionConsumer.sol";
import {Call, Mode, Outcome} from "../FunctionTypes.sol";
import {IFunctionRouter} from "../IFunctionRouter.sol";
import {IOracle} from "./IOracle.sol";
import {IQuotes} from "./IQuotes.sol";

/**
 * @title A sample consumer: see {IOracle}.
 * @dev The function sees what this contract sends it and nothing else, so that a price can be no better than the reporters:
 * it is robust as long as fewer than half of the quotes are wrong. The tag of a request is the time it was made.
 */
contract Oracle is IOracle, FunctionConsumer, Ownable {
    using EnumerableSet for EnumerableSet.AddressSet;

    uint256 public constant MAX_REPORTERS = 32;
    /// @dev Twice what a price of 32 quotes burns.
    uint64 private constant FUEL_LIMIT = 5_000_000;
    uint32 private constant RESULT_BYTES = 96;
    uint32 private constant CALLBACK_GAS = 60_000;
    uint64 private constant DURATION = 1 hours;

    /// @notice Typed hash of the program that implements {IQuotes}.
    bytes32 public immutable program;
    /// @notice Seconds after which a quote counts no longer.
    uint32 public immutable quoteLife;
    /// @notice Seconds after which a price counts no longer.
    uint32 public immutable priceLife;
    /// @notice Fewest quotes that make a price.
    uint32 public immutable leastQuotes;

    Price private _latest;
    EnumerableSet.AddressSet private _reporters;
    mapping(address reporter => IQuotes.Quote) private _quotes;

    constructor(
        IFunctionRouter router,
        address owner_,
        bytes32 program_,
        uint32 quoteLife_,
        uint32 priceLife_,
        uint32 leastQuotes_
    ) FunctionConsumer(router) Ownable(owner_) {
        program = program_;
        quoteLife = quoteLife_;
        priceLife = priceLife_;
        leastQuotes = leastQuotes_;
    }

    /// @inheritdoc IOracle
    function setReporter(address reporter, bool allowed) external onlyOwner {
        if (allowed ? !_reporters.add(reporter) : !_reporters.remove(reporter)) return;
        if (_reporters.length() > MAX_REPORTERS) revert OracleReporters(MAX_REPORTERS);
        delete _quotes[reporter];
        emit ReporterChanged(reporter, allowed);
    }

    /// @inheritdoc IOracle
    function report(uint128 price_) external {
        if (!_reporters.contains(msg.sender)) revert OracleNotReporter(msg.sender);
        if (price_ == 0) revert OracleZeroPrice();
        _quotes[msg.sender] = IQuotes.Quote(price_, uint64(block.timestamp));
        emit Reported(msg.sender, price_);
    }

    /// @inheritdoc IOracle
    function refresh(uint64 gasPriceCap) external payable returns (bytes32 id) {
        id = _requestPaid(msg.sender, _call(gasPriceCap), msg.value);
        emit RefreshAsked(id, msg.sender);
    }

    /// @inheritdoc IOracle
    function refreshCost(uint64 gasPriceCap) external view returns (uint256) {
        return functionRouter.quote(_call(gasPriceCap)).total;
    }

    /// @inheritdoc IOracle
    function price() external view returns (uint128) {
        uint64 until = _latest.asOf + priceLife;
        if (block.timestamp > until) revert OraclePriceStale(_latest.asOf, until);
        return _latest.price;
    }

    /// @inheritdoc IOracle
    function latest() external view returns (Price memory) {
        return _latest;
    }

    /// @inheritdoc IOracle
    function reporters() external view returns (address[] memory) {
        return _reporters.values();
    }

    /// @dev Prices arrive in any order: by several operators, or late by `deliver`. The one asked for last counts.
    function _onResult(bytes32 id, bytes32 tag, bytes calldata result) internal override {
        uint64 asOf = uint64(uint256(tag));
        if (asOf < _latest.asOf) {
            emit RefreshOvertaken(id, asOf);
            return;
        }
        IQuotes.Estimate memory found = abi.decode(result, (IQuotes.Estimate));
        _latest = Price(found.price, asOf, found.spread, found.used);
        emit Refreshed(id, _latest);
    }

    function _onFailure(bytes32 id, bytes32, Outcome outcome, bytes calldata result) internal override {
        emit RefreshFailed(id, outcome, result);
    }

    function _call(uint64 gasPriceCap) private view returns (Call memory) {
        return
            Call({
                program: program,
                mode: Mode.Query,
                data: abi.encodeCall(IQuotes.estimate, (_allQuotes(), quoteLife, leastQuotes)),
                fuelLimit: FUEL_LIMIT,
                maxResultBytes: RESULT_BYTES,
                callbackGasLimit: CALLBACK_GAS,
                gasPriceCap: gasPriceCap,
                deadline: uint64(block.timestamp) + DURATION,
                tag: bytes32(block.timestamp)
            });
    }

    /// @dev A reporter that never reported gives a price of 0, which the function leaves out.
    function _allQuotes() private view returns (IQuotes.Quote[] memory quotes) {
        quotes = new IQuotes.Quote[](_reporters.length());
        for (uint256 i = 0; i < quotes.length; ++i) quotes[i] = _quotes[_reporters.at(i)];
    }
}
