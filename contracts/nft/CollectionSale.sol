// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import {CollectionBase} from "./CollectionBase.sol";
import {ICollectionSale} from "./ICollectionSale.sol";

/**
 * @title CollectionSale
 * @notice The open mint of a collection. See {ICollectionSale}.
 */
abstract contract CollectionSale is ICollectionSale, CollectionBase {
    uint128 private _mintPrice;

    constructor(SaleSettings memory sale) {
        _setMintPrice(sale.mintPrice);
    }

    /// @inheritdoc ICollectionSale
    function mint(address to, uint256 quantity) external payable returns (uint256 firstId) {
        return _sell(to, quantity, _mintPrice);
    }

    /// @inheritdoc ICollectionSale
    function setMintPrice(uint128 price) external onlyOwner {
        _setMintPrice(price);
    }

    /// @inheritdoc ICollectionSale
    function mintPrice() external view returns (uint256) {
        return _mintPrice;
    }

    /// @notice Adds {ICollectionSale} to what the collection supports.
    function supportsInterface(bytes4 interfaceId) public view virtual override returns (bool) {
        return interfaceId == type(ICollectionSale).interfaceId || super.supportsInterface(interfaceId);
    }

    function _setMintPrice(uint128 price) private {
        emit MintPriceChanged(_mintPrice, price);
        _mintPrice = price;
    }
}
