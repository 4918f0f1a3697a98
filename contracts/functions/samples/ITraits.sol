// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

/**
 * @title The sample function: what a shield looks like.
 * @notice Implemented off chain by functions/traits/traits.ts; called by the collection through the router.
 */
interface ITraits {
    /**
     * @param pattern How the shield's field is divided, 0 to 7.
     * @param field First colour, 0xRRGGBB.
     * @param charge Second colour, 0xRRGGBB.
     * @param rune Index into the elder futhark, 0 to 23.
     * @param name 1 to 24 of the characters A-Z a-z 0-9, space, apostrophe and hyphen; the collection takes no other.
     */
    struct Traits {
        uint8 pattern;
        uint24 field;
        uint24 charge;
        uint8 rune;
        string name;
    }

    /// @notice The traits of a token: the same for the same `tokenId` and `seed`, on every machine.
    function traits(uint256 tokenId, bytes32 seed) external view returns (Traits memory);
}
