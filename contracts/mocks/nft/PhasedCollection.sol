// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import {ERC721} from "@openzeppelin/contracts/token/ERC721/ERC721.sol";
import {CollectionBase} from "../../nft/CollectionBase.sol";
import {CollectionBaseURI} from "../../nft/CollectionBaseURI.sol";
import {CollectionPhases} from "../../nft/CollectionPhases.sol";

/// @title A collection that is sold in phases, its metadata in files.
contract PhasedCollection is CollectionBase, CollectionPhases, CollectionBaseURI {
    constructor(
        CollectionSettings memory settings,
        PhasesSettings memory sale,
        BaseURISettings memory metadata
    ) CollectionBase(settings) CollectionPhases(sale) CollectionBaseURI(metadata) {}

    function supportsInterface(
        bytes4 interfaceId
    ) public view override(CollectionBase, CollectionPhases, CollectionBaseURI) returns (bool) {
        return super.supportsInterface(interfaceId);
    }

    function tokenURI(
        uint256 tokenId
    ) public view override(ERC721, CollectionBaseURI) returns (string memory) {
        return super.tokenURI(tokenId);
    }
}
