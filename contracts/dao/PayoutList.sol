// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import {IMandates} from "./IMandates.sol";

/**
 * @title A list of payouts as a function returned it: the ABI encoding of `Payout[]`, read where it lies.
 * @dev Whatever the bytes are, {check} returns and does not revert: a list that cannot be used has to end its mandate.
 */
library PayoutList {
    uint256 private constant WORD = 32;
    /// @dev Where the array stands, and its length.
    uint256 private constant HEAD = 2 * WORD;
    uint256 private constant ENTRY = 2 * WORD;

    /// @notice Longest encoding of so many payouts.
    function size(uint256 entries) internal pure returns (uint256) {
        return HEAD + entries * ENTRY;
    }

    /// @notice What is wrong with a list under `terms` (None: nothing), and what it pays.
    function check(
        bytes calldata list,
        IMandates.Terms memory terms
    ) internal view returns (IMandates.Ending, uint256 total) {
        if (!_isWellFormed(list)) return (IMandates.Ending.Malformed, 0);
        uint256 entries = count(list);
        if (entries == 0) return (IMandates.Ending.Empty, 0);
        if (entries > terms.maxRecipients) return (IMandates.Ending.TooMany, 0);
        address previous = address(0);
        for (uint256 i = 0; i < entries; ++i) {
            (address recipient, uint256 amount) = at(list, i);
            if (recipient <= previous) return (IMandates.Ending.Unsorted, 0);
            if (recipient == address(this)) return (IMandates.Ending.Recipient, 0);
            if (amount > terms.maxPerRecipient) return (IMandates.Ending.RecipientLimit, 0);
            total += amount;
            previous = recipient;
        }
        if (total > terms.maxTotal) return (IMandates.Ending.TotalLimit, total);
        return (IMandates.Ending.None, total);
    }

    /// @notice Sum of a list that was checked.
    function sum(bytes calldata list) internal pure returns (uint256 total) {
        uint256 entries = count(list);
        for (uint256 i = 0; i < entries; ++i) {
            (, uint256 amount) = at(list, i);
            total += amount;
        }
    }

    /// @notice How many payouts a well-formed list has.
    function count(bytes calldata list) internal pure returns (uint256) {
        return (list.length - HEAD) / ENTRY;
    }

    /// @notice The payout at `index` of a well-formed list.
    function at(
        bytes calldata list,
        uint256 index
    ) internal pure returns (address recipient, uint256 amount) {
        uint256 start = size(index);
        return (address(uint160(_word(list, start))), _word(list, start + WORD));
    }

    function _isWellFormed(bytes calldata list) private pure returns (bool) {
        if (list.length < HEAD || (list.length - HEAD) % ENTRY != 0) return false;
        uint256 entries = count(list);
        if (_word(list, 0) != WORD || _word(list, WORD) != entries) return false;
        for (uint256 i = 0; i < entries; ++i) {
            if (_word(list, size(i)) > type(uint160).max) return false;
        }
        return true;
    }

    function _word(bytes calldata list, uint256 start) private pure returns (uint256) {
        return uint256(bytes32(list[start:start + WORD]));
    }
}
