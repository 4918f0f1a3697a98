// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import {CollectionBase} from "../../nft/CollectionBase.sol";
import {CollectionFounders, Founder} from "../../nft/CollectionFounders.sol";
import {CollectionIssue} from "../../nft/CollectionIssue.sol";

/// @title What every collection has, given out by its owner, with founders.
contract PlainCollection is CollectionBase, CollectionIssue, CollectionFounders {
    constructor(
        CollectionSettings memory settings,
        Founder[] memory founders
    ) CollectionBase(settings) CollectionFounders(founders) {}

    function supportsInterface(
        bytes4 interfaceId
    ) public view override(CollectionBase, CollectionIssue) returns (bool) {
        return super.supportsInterface(interfaceId);
    }
}
