// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

/**
 * @title ICollectionSale
 * @notice The open mint: anyone, at any time, at the owner's price. Amounts are wei.
 */
interface ICollectionSale {
    /// @notice How the open mint begins.
    /// @param mintPrice Wei a token.
    struct SaleSettings {
        uint128 mintPrice;
    }

    /// @notice A token costs `current` wei from now on.
    event MintPriceChanged(uint256 previous, uint256 current);

    /**
     * @notice Mints `quantity` tokens to `to` for exactly `quantity` times {mintPrice}. Anyone may.
     * @return firstId Id of the first; the others follow it.
     */
    function mint(address to, uint256 quantity) external payable returns (uint256 firstId);

    /// @notice Wei a token.
    function mintPrice() external view returns (uint256);

    /// @notice Sets the price of a token. Only for the owner.
    function setMintPrice(uint128 price) external;
}
