// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

/// @dev The sale of {CollectionSale} for collections of peers: a price that could be changed, a cap, a limit a call.
abstract contract Sale {
    error PaymentInvalid(uint256 paid, uint256 needed);
    error QuantityInvalid(uint256 quantity, uint256 maximum);
    error SupplyExceeded(uint256 quantity, uint256 left);

    uint256 private immutable _maxSupply;
    uint256 private immutable _maxPerMint;
    uint256 private _price;

    constructor(uint256 maxSupply, uint256 maxPerMint, uint256 price) {
        _maxSupply = maxSupply;
        _maxPerMint = maxPerMint;
        _price = price;
    }

    /// @param minted Tokens so far.
    function _checkSale(uint256 quantity, uint256 minted) internal {
        if (quantity == 0 || quantity > _maxPerMint) revert QuantityInvalid(quantity, _maxPerMint);
        uint256 left = _maxSupply - minted;
        if (quantity > left) revert SupplyExceeded(quantity, left);
        uint256 needed = quantity * _price;
        if (msg.value != needed) revert PaymentInvalid(msg.value, needed);
    }
}
