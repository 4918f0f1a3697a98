// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

/// @title Choices drawn from the fuzzer's seed: as many as a step needs, the same again for the same sequence.
abstract contract Chances {
    uint256 private _chance;
    uint256 private _step;

    /// @dev The step's number is mixed in, as the fuzzer likes to bring the same numbers again.
    function _draw(uint256 seed) internal {
        _chance = uint256(keccak256(abi.encode(seed, ++_step)));
    }

    /// @dev 0 to `bound` - 1.
    function _below(uint256 bound) internal returns (uint256) {
        _chance = uint256(keccak256(abi.encode(_chance)));
        return _chance % bound;
    }

    /// @dev Both ends included.
    function _between(uint256 least, uint256 most) internal returns (uint256) {
        return least + _below(most - least + 1);
    }

    function _oneIn(uint256 odds) internal returns (bool) {
        return _below(odds) == 0;
    }

    function _anyOf(address[] storage choices) internal returns (address) {
        return choices[_below(choices.length)];
    }
}
