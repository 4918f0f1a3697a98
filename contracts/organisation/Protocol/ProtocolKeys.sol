// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import {ERC721} from "@openzeppelin/contracts/token/ERC721/ERC721.sol";
import {CollectionBase} from "../../nft/CollectionBase.sol";
import {CollectionPhases} from "../../nft/CollectionPhases.sol";
import {CollectionReveal} from "../../nft/CollectionReveal.sol";

/**
 * @title ProtocolKeys
 * @notice Keys of the Protocol. See {CollectionBase} and the modules.
 * @dev Composed from the organisation's config by `npx hardhat compose`: change that, not this.
 * What several modules define is overridden below, as Solidity asks: an override adds nothing, and calls them from
 * the last to the first.
 */
contract ProtocolKeys is CollectionBase, CollectionPhases, CollectionReveal {
    constructor(
        CollectionSettings memory settings,
        PhasesSettings memory sale,
        RevealSettings memory secret
    ) CollectionBase(settings) CollectionPhases(sale) CollectionReveal(secret) {}

    /// @inheritdoc CollectionReveal
    function supportsInterface(
        bytes4 interfaceId
    ) public view override(CollectionBase, CollectionPhases, CollectionReveal) returns (bool) {
        return super.supportsInterface(interfaceId);
    }

    /// @inheritdoc CollectionReveal
    function tokenURI(
        uint256 tokenId
    ) public view override(ERC721, CollectionReveal) returns (string memory) {
        return super.tokenURI(tokenId);
    }
}
