// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import {CollectionBase} from "../../../contracts/nft/CollectionBase.sol";
import {CollectionSale} from "../../../contracts/nft/CollectionSale.sol";

contract AlthingNft is CollectionBase, CollectionSale {
    constructor(
        CollectionSettings memory settings,
        SaleSettings memory sale
    ) CollectionBase(settings) CollectionSale(sale) {}

    function supportsInterface(
        bytes4 interfaceId
    ) public view override(CollectionBase, CollectionSale) returns (bool) {
        return super.supportsInterface(interfaceId);
    }
}
