// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import {ERC721} from "@openzeppelin/contracts/token/ERC721/ERC721.sol";
import {CollectionBase} from "../../nft/CollectionBase.sol";
import {CollectionBaseURI} from "../../nft/CollectionBaseURI.sol";
import {CollectionPhases} from "../../nft/CollectionPhases.sol";

/**
 * @title PhasedCollection
 * @notice Sold in phases, its metadata in files.
 * @dev Composed of its recipe in tools/mocks by `npm run mocks`: change that, not this.
 * What several modules define is overridden below, as Solidity asks: an override adds nothing, and calls them from
 * the last to the first.
 */
contract PhasedCollection is CollectionBase, CollectionPhases, CollectionBaseURI {
    constructor(
        CollectionSettings memory settings,
        PhasesSettings memory sale,
        BaseURISettings memory metadata
    ) CollectionBase(settings) CollectionPhases(sale) CollectionBaseURI(metadata) {}

    /// @inheritdoc CollectionBaseURI
    function supportsInterface(
        bytes4 interfaceId
    ) public view override(CollectionBase, CollectionPhases, CollectionBaseURI) returns (bool) {
        return super.supportsInterface(interfaceId);
    }

    /// @inheritdoc CollectionBaseURI
    function tokenURI(
        uint256 tokenId
    ) public view override(ERC721, CollectionBaseURI) returns (string memory) {
        return super.tokenURI(tokenId);
    }
}
