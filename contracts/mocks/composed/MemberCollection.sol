// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import {ERC721} from "@openzeppelin/contracts/token/ERC721/ERC721.sol";
import {CollectionBase} from "../../nft/CollectionBase.sol";
import {CollectionFounders} from "../../nft/CollectionFounders.sol";
import {Founder} from "../../nft/CollectionFounders.sol";
import {CollectionIssue} from "../../nft/CollectionIssue.sol";
import {CollectionRenderer} from "../../nft/CollectionRenderer.sol";
import {CollectionSoulbound} from "../../nft/CollectionSoulbound.sol";
import {CollectionVotes} from "../../nft/CollectionVotes.sol";
import {ERC721Batch} from "../../nft/ERC721Batch.sol";
import {ITokenRenderer} from "../../nft/ITokenRenderer.sol";

/**
 * @title MemberCollection
 * @notice Memberships: given out by the owner, bound to their holders, voting, drawn on chain.
 * @dev Composed of its recipe in tools/mocks by `npm run mocks`: change that, not this.
 * What several modules define is overridden below, as Solidity asks: an override adds nothing, and calls them from
 * the last to the first.
 */
contract MemberCollection is
    CollectionBase,
    CollectionIssue,
    CollectionFounders,
    CollectionSoulbound,
    CollectionVotes,
    CollectionRenderer
{
    constructor(
        CollectionSettings memory settings,
        Founder[] memory founders,
        ITokenRenderer renderer_
    ) CollectionBase(settings) CollectionFounders(founders) CollectionRenderer(renderer_) {}

    /// @inheritdoc CollectionVotes
    function supportsInterface(
        bytes4 interfaceId
    )
        public
        view
        override(CollectionBase, CollectionIssue, CollectionSoulbound, CollectionVotes)
        returns (bool)
    {
        return super.supportsInterface(interfaceId);
    }

    function _afterMint(
        address to,
        uint256 firstId,
        uint256 quantity
    ) internal override(ERC721Batch, CollectionSoulbound) {
        super._afterMint(to, firstId, quantity);
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
    ) internal override(ERC721Batch, CollectionSoulbound, CollectionVotes) returns (address) {
        return super._update(to, tokenId, auth);
    }

    /// @inheritdoc CollectionRenderer
    function tokenURI(
        uint256 tokenId
    ) public view override(ERC721, CollectionRenderer) returns (string memory) {
        return super.tokenURI(tokenId);
    }

    function _increaseBalance(address account, uint128 amount) internal override(ERC721, CollectionVotes) {
        super._increaseBalance(account, amount);
    }
}
