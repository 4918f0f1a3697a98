// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import {CollectionBase} from "./CollectionBase.sol";

/// @notice Who has tokens from the beginning.
/// @param quantity How many, at least 1 and at most what one call mints.
struct Founder {
    address to;
    uint64 quantity;
}

/**
 * @title CollectionFounders
 * @notice Tokens that are minted as the collection is made: where tokens vote, somebody must be able to vote first.
 */
abstract contract CollectionFounders is CollectionBase {
    constructor(Founder[] memory founders) {
        for (uint256 i = 0; i < founders.length; ++i) _give(founders[i].to, founders[i].quantity);
    }
}
