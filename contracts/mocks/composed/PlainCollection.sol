// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import {CollectionBase} from "../../nft/CollectionBase.sol";
import {CollectionFounders} from "../../nft/CollectionFounders.sol";
import {Founder} from "../../nft/CollectionFounders.sol";
import {CollectionIssue} from "../../nft/CollectionIssue.sol";

/**
 * @title PlainCollection
 * @notice What every collection has, given out by its owner, with founders.
 * @dev Composed of its recipe in tools/mocks by `npm run mocks`: change that, not this.
 * What several modules define is overridden below, as Solidity asks: an override adds nothing, and calls them from
 * the last to the first.
 */
contract PlainCollection is CollectionBase, CollectionIssue, CollectionFounders {
    constructor(
        CollectionSettings memory settings,
        Founder[] memory founders
    ) CollectionBase(settings) CollectionFounders(founders) {}

    /// @inheritdoc CollectionIssue
    function supportsInterface(
        bytes4 interfaceId
    ) public view override(CollectionBase, CollectionIssue) returns (bool) {
        return super.supportsInterface(interfaceId);
    }
}
