// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import {Base64} from "@openzeppelin/contracts/utils/Base64.sol";
import {Strings} from "@openzeppelin/contracts/utils/Strings.sol";
import {ITokenRenderer} from "./ITokenRenderer.sol";
import {ShieldArt} from "./ShieldArt.sol";
import {ShieldHeraldry} from "./ShieldHeraldry.sol";
import {ShieldTraits} from "./ShieldTraits.sol";

/**
 * @title SeededShields
 * @notice Shields whose look follows from collection and number alone: metadata and picture on chain, for collections
 * whose tokens differ without being rare. It has no state, and serves any number of collections.
 */
contract SeededShields is ITokenRenderer {
    /// @inheritdoc ITokenRenderer
    function tokenURI(uint256 tokenId) external view returns (string memory) {
        uint256 seed = uint256(keccak256(abi.encode(msg.sender, tokenId)));
        uint256 pattern = seed % ShieldTraits.PATTERNS;
        uint256 rune = (seed >> 8) % ShieldTraits.RUNES;
        string memory name = string.concat("Shield #", Strings.toString(tokenId));
        string memory painted = ShieldArt.paint(
            ShieldHeraldry.patternPath(pattern),
            ShieldArt.hexOf(uint24(seed >> 16))
        );
        string memory struck = ShieldArt.strike(ShieldHeraldry.runePath(rune));
        string memory image = ShieldArt.shield(name, ShieldArt.hexOf(uint24(seed >> 40)), painted, struck);
        return _jsonURI(name, image, pattern, rune);
    }

    function _jsonURI(
        string memory name,
        string memory image,
        uint256 pattern,
        uint256 rune
    ) private pure returns (string memory) {
        string memory attributes = string.concat(
            '"attributes":[{"trait_type":"Pattern","value":"',
            ShieldHeraldry.patternName(pattern),
            '"},{"trait_type":"Rune","value":"',
            ShieldHeraldry.runeName(rune),
            '"}]'
        );
        string memory json = string.concat(
            '{"name":"',
            name,
            '","description":"A round shield. Picture and text are on chain.","image":"data:image/svg+xml;base64,',
            Base64.encode(bytes(image)),
            '",',
            attributes,
            "}"
        );
        return string.concat("data:application/json;base64,", Base64.encode(bytes(json)));
    }
}
