// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import {ERC721} from "@openzeppelin/contracts/token/ERC721/ERC721.sol";
import {CollectionBase} from "../../nft/CollectionBase.sol";
import {CollectionReveal} from "../../nft/CollectionReveal.sol";
import {CollectionSale} from "../../nft/CollectionSale.sol";

/**
 * @title RevealedCollection
 * @notice Sold at one price, and revealed later.
 * @dev Composed of its recipe in tools/mocks by `npm run mocks`: change that, not this.
 * What several modules define is overridden below, as Solidity asks: an override adds nothing, and calls them from
 * the last to the first.
 */
contract RevealedCollection is CollectionBase, CollectionSale, CollectionReveal {
    constructor(
        CollectionSettings memory settings,
        SaleSettings memory sale,
        RevealSettings memory secret
    ) CollectionBase(settings) CollectionSale(sale) CollectionReveal(secret) {}

    /// @inheritdoc CollectionReveal
    function supportsInterface(
        bytes4 interfaceId
    ) public view override(CollectionBase, CollectionSale, CollectionReveal) returns (bool) {
        return super.supportsInterface(interfaceId);
    }

    /// @inheritdoc CollectionReveal
    function tokenURI(
        uint256 tokenId
    ) public view override(ERC721, CollectionReveal) returns (string memory) {
        return super.tokenURI(tokenId);
    }
}
