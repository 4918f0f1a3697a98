// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import {Ownable} from "@openzeppelin/contracts/access/Ownable.sol";
import {Address} from "@openzeppelin/contracts/utils/Address.sol";
import {ERC721Batch} from "./ERC721Batch.sol";
import {ICollection} from "./ICollection.sol";

/**
 * @title CollectionSale
 * @notice The open mint: anyone, at the owner's price, up to a supply that never changes. Proceeds wait here until
 * someone has them released to the owner.
 */
abstract contract CollectionSale is ICollection, ERC721Batch, Ownable {
    uint128 private _mintPrice;
    uint256 private immutable _maxSupply;
    uint256 private immutable _maxPerMint;

    constructor(uint128 price, uint256 supply, uint256 perMint) {
        _setMintPrice(price);
        _maxSupply = supply;
        _maxPerMint = perMint;
    }

    /// @inheritdoc ICollection
    function mint(address to, uint256 quantity) external payable returns (uint256 firstId) {
        if (quantity == 0 || quantity > _maxPerMint) revert CollectionQuantityInvalid(quantity, _maxPerMint);
        uint256 left = _maxSupply - totalSupply();
        if (quantity > left) revert CollectionSupplyExceeded(quantity, left);
        uint256 needed = quantity * _mintPrice;
        if (msg.value != needed) revert CollectionPaymentInvalid(msg.value, needed);
        return _safeMintBatch(to, quantity);
    }

    /// @inheritdoc ICollection
    function release() external {
        uint256 amount = address(this).balance;
        if (amount == 0) revert CollectionNothingToRelease();
        if (owner() == address(0)) revert OwnableInvalidOwner(address(0));
        emit ProceedsReleased(owner(), amount);
        Address.sendValue(payable(owner()), amount);
    }

    /// @inheritdoc ICollection
    function setMintPrice(uint128 price) external onlyOwner {
        _setMintPrice(price);
    }

    /// @inheritdoc ICollection
    function mintPrice() external view returns (uint256) {
        return _mintPrice;
    }

    /// @inheritdoc ICollection
    function maxSupply() external view returns (uint256) {
        return _maxSupply;
    }

    /// @inheritdoc ICollection
    function maxPerMint() external view returns (uint256) {
        return _maxPerMint;
    }

    function _setMintPrice(uint128 price) private {
        emit MintPriceChanged(_mintPrice, price);
        _mintPrice = price;
    }
}
