// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import {Base64} from "@openzeppelin/contracts/utils/Base64.sol";
import {Strings} from "@openzeppelin/contracts/utils/Strings.sol";
import {ITraits} from "../functions/samples/ITraits.sol";
import {IShieldRenderer} from "./IShieldRenderer.sol";
import {ShieldArt} from "./ShieldArt.sol";
import {ShieldHeraldry} from "./ShieldHeraldry.sol";
import {ShieldTraits} from "./ShieldTraits.sol";

/**
 * @title ShieldRenderer
 * @notice The collection's pictures and texts, in a contract of their own: code has a size limit. It has no state.
 * See {IShieldRenderer}.
 */
contract ShieldRenderer is IShieldRenderer {
    string private constant DESCRIPTION =
        "A round shield of the Althing. An off-chain function carves its traits; picture and text are on chain.";

    /// @inheritdoc IShieldRenderer
    function carvedURI(
        uint256 tokenId,
        ITraits.Traits calldata traits
    ) external pure returns (string memory) {
        string memory image = carvedImage(traits);
        string memory attributes = string.concat(
            _attribute("Pattern", ShieldHeraldry.patternName(traits.pattern)),
            ",",
            _attribute("Field", ShieldArt.hexOf(traits.field)),
            ",",
            _attribute("Charge", ShieldArt.hexOf(traits.charge)),
            ",",
            _attribute("Rune", ShieldHeraldry.runeName(traits.rune))
        );
        return _tokenURI(tokenId, traits.name, image, attributes);
    }

    /// @inheritdoc IShieldRenderer
    function uncarvedURI(uint256 tokenId) external pure returns (string memory) {
        return _tokenURI(tokenId, "Uncarved shield", uncarvedImage(), _attribute("State", "Uncarved"));
    }

    /// @inheritdoc IShieldRenderer
    function collectionURI(
        string calldata name,
        string calldata description
    ) external pure returns (string memory) {
        string memory image = carvedImage(ITraits.Traits(3, 0x8c1c13, 0xf0e3c4, 3, "Shield of the Althing"));
        return _jsonURI(_json(Strings.escapeJSON(name), Strings.escapeJSON(description), image, ""));
    }

    /// @inheritdoc IShieldRenderer
    function carvedImage(ITraits.Traits memory traits) public pure returns (string memory) {
        ShieldTraits.check(traits);
        string memory painted = ShieldArt.paint(
            ShieldHeraldry.patternPath(traits.pattern),
            ShieldArt.hexOf(traits.charge)
        );
        string memory struck = ShieldArt.strike(ShieldHeraldry.runePath(traits.rune));
        return ShieldArt.shield(traits.name, ShieldArt.hexOf(traits.field), painted, struck);
    }

    /// @inheritdoc IShieldRenderer
    function uncarvedImage() public pure returns (string memory) {
        return ShieldArt.shield("Uncarved shield", "#7d8288", "", "");
    }

    function _tokenURI(
        uint256 tokenId,
        string memory name,
        string memory image,
        string memory attributes
    ) private pure returns (string memory) {
        string memory numbered = string.concat(name, " #", Strings.toString(tokenId));
        string memory rest = string.concat(',"attributes":[', attributes, "]");
        return _jsonURI(_json(numbered, DESCRIPTION, image, rest));
    }

    function _json(
        string memory name,
        string memory description,
        string memory image,
        string memory rest
    ) private pure returns (string memory) {
        string memory texts = string.concat('{"name":"', name, '","description":"', description);
        string memory uri = string.concat(
            '","image":"data:image/svg+xml;base64,',
            Base64.encode(bytes(image)),
            '"'
        );
        return string.concat(texts, uri, rest, "}");
    }

    function _jsonURI(string memory json) private pure returns (string memory) {
        return string.concat("data:application/json;base64,", Base64.encode(bytes(json)));
    }

    function _attribute(string memory trait, string memory value) private pure returns (string memory) {
        return string.concat('{"trait_type":"', trait, '","value":"', value, '"}');
    }
}
