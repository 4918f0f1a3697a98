// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import {ITraits} from "../functions/samples/ITraits.sol";

/**
 * @title IShieldRenderer
 * @notice Draws shields and writes their metadata, all of it on chain. URIs are base64 data URIs of JSON, the images
 * in them base64 data URIs of SVG. Traits that do not hold to `ShieldTraits` revert with its errors.
 */
interface IShieldRenderer {
    /// @notice The metadata (ERC-721 JSON schema) of a carved token.
    function carvedURI(uint256 tokenId, ITraits.Traits calldata traits) external pure returns (string memory);

    /// @notice The metadata of a token whose traits have not arrived yet.
    function uncarvedURI(uint256 tokenId) external pure returns (string memory);

    /// @notice The metadata of a collection (ERC-7572). `name` and `description` may be any string.
    function collectionURI(
        string calldata name,
        string calldata description
    ) external pure returns (string memory);

    /// @notice The SVG of a carved shield, 480 by 480 units.
    function carvedImage(ITraits.Traits calldata traits) external pure returns (string memory);

    /// @notice The SVG of a shield without traits: grey, no rune.
    function uncarvedImage() external pure returns (string memory);
}
