// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import {ITraits} from "../functions/samples/ITraits.sol";

/**
 * @title ShieldTraits
 * @notice Traits checked and packed into one word: the name in the upper 24 bytes, then pattern, field, charge, rune.
 * Whatever a function returns, what passes {pack} cannot break the SVG or the JSON it is written into. A packed
 * value is never zero.
 */
library ShieldTraits {
    uint256 internal constant PATTERNS = 8;
    uint256 internal constant RUNES = 24;
    uint256 internal constant NAME_BYTES = 24;

    /// @dev There are `patterns` patterns, counted from 0.
    error ShieldPatternUnknown(uint256 pattern, uint256 patterns);

    /// @dev There are `runes` runes, counted from 0.
    error ShieldRuneUnknown(uint256 rune, uint256 runes);

    /// @dev A name has 1 to `maximum` bytes.
    error ShieldNameLength(uint256 length, uint256 maximum);

    /// @dev A name has letters and digits of ASCII, spaces, hyphens and apostrophes.
    /// @param index Which byte is another.
    error ShieldNameCharacter(uint256 index, bytes1 character);

    function pack(ITraits.Traits memory traits) internal pure returns (uint256) {
        check(traits);
        uint256 name = uint192(bytes24(bytes(traits.name)));
        uint256 colours = (uint256(traits.field) << 32) | (uint256(traits.charge) << 8);
        return (name << 64) | (uint256(traits.pattern) << 56) | colours | traits.rune;
    }

    function unpack(uint256 packed) internal pure returns (ITraits.Traits memory) {
        string memory name = _nameOf(bytes24(uint192(packed >> 64)));
        return
            ITraits.Traits(
                uint8(packed >> 56),
                uint24(packed >> 32),
                uint24(packed >> 8),
                uint8(packed),
                name
            );
    }

    /// @dev Reverts with the first fault.
    function check(ITraits.Traits memory traits) internal pure {
        if (traits.pattern >= PATTERNS) revert ShieldPatternUnknown(traits.pattern, PATTERNS);
        if (traits.rune >= RUNES) revert ShieldRuneUnknown(traits.rune, RUNES);
        bytes memory name = bytes(traits.name);
        if (name.length == 0 || name.length > NAME_BYTES) revert ShieldNameLength(name.length, NAME_BYTES);
        for (uint256 i = 0; i < name.length; ++i) {
            if (!_isPlain(name[i])) revert ShieldNameCharacter(i, name[i]);
        }
    }

    function _isPlain(bytes1 c) private pure returns (bool) {
        bool letter = (c >= "A" && c <= "Z") || (c >= "a" && c <= "z");
        return letter || (c >= "0" && c <= "9") || c == " " || c == "-" || c == "'";
    }

    /// @dev No allowed character is zero: the name ends at the first zero byte.
    function _nameOf(bytes24 padded) private pure returns (string memory) {
        uint256 length = 0;
        while (length < NAME_BYTES && padded[length] != 0) ++length;
        bytes memory name = new bytes(length);
        for (uint256 i = 0; i < length; ++i) name[i] = padded[i];
        return string(name);
    }
}
