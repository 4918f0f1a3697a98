// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import {Signature} from "../../../contracts/functions/FunctionTypes.sol";
import {VM} from "../../helpers/IVm.sol";
import {Journal} from "./Journal.sol";

/// @title How a step is made: as somebody, with the end that the books foresee, counted by its kind.
abstract contract Steps is Journal {
    /// @notice A step of this kind ended otherwise than foreseen.
    error Unforeseen(string kind, bool succeeded, bytes returned);

    /// @dev Every account, till and request is compared so often; what is cheap to compare at each step.
    uint256 private constant AUDIT_EVERY = 16;

    uint256 internal _steps;

    modifier step(uint256 seed) {
        _draw(seed);
        _;
        _checkTotals();
        if (++_steps % AUDIT_EVERY == 0) _audit();
    }

    /// @dev Does at the router what `foreseen` says succeeds or reverts.
    function _step(
        string memory kind,
        address from,
        uint256 value,
        bytes memory data,
        bool foreseen
    ) internal returns (bool) {
        return _stepAt(address(_router), kind, from, value, data, foreseen);
    }

    function _stepAt(
        address target,
        string memory kind,
        address from,
        uint256 value,
        bytes memory data,
        bool foreseen
    ) internal returns (bool done) {
        bytes memory returned;
        (done, returned) = _try(target, kind, from, value, data, gasleft());
        if (done != foreseen) revert Unforeseen(kind, done, returned);
    }

    /// @dev Does something with `gas`, and books it if it succeeds.
    function _try(
        address target,
        string memory kind,
        address from,
        uint256 value,
        bytes memory data,
        uint256 gas
    ) internal returns (bool done, bytes memory returned) {
        VM.recordLogs();
        VM.prank(from);
        // solhint-disable-next-line avoid-low-level-calls
        (done, returned) = target.call{gas: gas, value: value}(data);
        _count(kind, done);
        if (done) _readJournal();
    }

    function _signature(uint256 key, bytes32 digest) internal pure returns (Signature memory) {
        (uint8 v, bytes32 r, bytes32 s) = VM.sign(key, digest);
        return Signature(r, bytes32(uint256(s) | (uint256(v - 27) << 255)));
    }

    /// @dev Holds all that the router says against the books, and the books' parts against their sum.
    function _audit() internal view {
        _checkAllowances();
        _checkBonds();
        _same("sum of debts", _checkAccounts() + _checkFees() + _checkRequests(), _owed);
    }
}
