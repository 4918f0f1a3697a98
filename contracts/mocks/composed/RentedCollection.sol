// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import {ERC721} from "@openzeppelin/contracts/token/ERC721/ERC721.sol";
import {CollectionBase} from "../../nft/CollectionBase.sol";
import {CollectionBaseURI} from "../../nft/CollectionBaseURI.sol";
import {CollectionRental} from "../../nft/CollectionRental.sol";
import {CollectionSale} from "../../nft/CollectionSale.sol";
import {ERC721Batch} from "../../nft/ERC721Batch.sol";

/**
 * @title RentedCollection
 * @notice Sold at one price; its tokens can be rented out.
 * @dev Composed of its recipe in tools/mocks by `npm run mocks`: change that, not this.
 * What several modules define is overridden below, as Solidity asks: an override adds nothing, and calls them from
 * the last to the first.
 */
contract RentedCollection is CollectionBase, CollectionSale, CollectionRental, CollectionBaseURI {
    constructor(
        CollectionSettings memory settings,
        SaleSettings memory sale,
        BaseURISettings memory metadata
    ) CollectionBase(settings) CollectionSale(sale) CollectionBaseURI(metadata) {}

    /// @inheritdoc CollectionBaseURI
    function supportsInterface(
        bytes4 interfaceId
    )
        public
        view
        override(CollectionBase, CollectionSale, CollectionRental, CollectionBaseURI)
        returns (bool)
    {
        return super.supportsInterface(interfaceId);
    }

    function _update(
        address to,
        uint256 tokenId,
        address auth
    ) internal override(ERC721Batch, CollectionRental) returns (address) {
        return super._update(to, tokenId, auth);
    }

    /// @inheritdoc CollectionBaseURI
    function tokenURI(
        uint256 tokenId
    ) public view override(ERC721, CollectionBaseURI) returns (string memory) {
        return super.tokenURI(tokenId);
    }
}
