// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

/// @title How often each kind of thing was tried and came off: a run in which all is refused would show nothing.
abstract contract Tally {
    struct Count {
        uint256 made;
        uint256 succeeded;
    }

    string[] internal _kinds;
    mapping(string kind => Count) internal _counts;

    function _count(string memory kind, bool succeeded) internal {
        Count storage count = _counts[kind];
        if (count.made++ == 0) _kinds.push(kind);
        if (succeeded) ++count.succeeded;
    }
}
