// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import {ERC721} from "@openzeppelin/contracts/token/ERC721/ERC721.sol";
import {CollectionBase} from "../../nft/CollectionBase.sol";
import {CollectionSale} from "../../nft/CollectionSale.sol";
import {CollectionTraits} from "../../nft/CollectionTraits.sol";
import {CollectionVotes} from "../../nft/CollectionVotes.sol";
import {ERC721Batch} from "../../nft/ERC721Batch.sol";

/**
 * @title Collection
 * @notice Shields of the Althing. See {CollectionBase} and the modules.
 * @dev Composed from the organisation's config by `npx hardhat compose`: change that, not this.
 * What several modules define is overridden below, as Solidity asks: an override adds nothing, and calls them from
 * the last to the first.
 */
contract Collection is CollectionBase, CollectionSale, CollectionVotes, CollectionTraits {
    constructor(
        CollectionSettings memory settings,
        SaleSettings memory sale,
        TraitsSettings memory traits
    ) CollectionBase(settings) CollectionSale(sale) CollectionTraits(traits) {}

    /// @inheritdoc CollectionTraits
    function contractURI() public view override(CollectionBase, CollectionTraits) returns (string memory) {
        return super.contractURI();
    }

    /// @inheritdoc CollectionTraits
    function supportsInterface(
        bytes4 interfaceId
    ) public view override(CollectionBase, CollectionSale, CollectionTraits, CollectionVotes) returns (bool) {
        return super.supportsInterface(interfaceId);
    }

    function _batchNote() internal view override(ERC721Batch, CollectionTraits) returns (uint96) {
        return super._batchNote();
    }

    function _ownerOf(
        uint256 tokenId
    ) internal view override(ERC721Batch, CollectionVotes) returns (address) {
        return super._ownerOf(tokenId);
    }

    function _update(
        address to,
        uint256 tokenId,
        address auth
    ) internal override(ERC721Batch, CollectionVotes) returns (address) {
        return super._update(to, tokenId, auth);
    }

    /// @inheritdoc CollectionTraits
    function tokenURI(
        uint256 tokenId
    ) public view override(ERC721, CollectionTraits) returns (string memory) {
        return super.tokenURI(tokenId);
    }

    function _increaseBalance(address account, uint128 amount) internal override(ERC721, CollectionVotes) {
        super._increaseBalance(account, amount);
    }
}
