// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import {CollectionBase} from "./CollectionBase.sol";
import {IERC5192} from "./IERC5192.sol";

/**
 * @title CollectionSoulbound
 * @notice Tokens that stay with whom they were minted to (ERC-5192). Their holder may still burn them.
 */
abstract contract CollectionSoulbound is IERC5192, CollectionBase {
    /// @dev The token is bound to its holder.
    error CollectionTokenBound(uint256 tokenId);

    /// @inheritdoc IERC5192
    function locked(uint256 tokenId) external view returns (bool) {
        _requireOwned(tokenId);
        return true;
    }

    /// @notice Adds ERC-5192 to what the collection supports.
    function supportsInterface(bytes4 interfaceId) public view virtual override returns (bool) {
        return interfaceId == type(IERC5192).interfaceId || super.supportsInterface(interfaceId);
    }

    function _update(
        address to,
        uint256 tokenId,
        address auth
    ) internal virtual override returns (address from) {
        from = super._update(to, tokenId, auth);
        if (from != address(0) && to != address(0)) revert CollectionTokenBound(tokenId);
    }

    function _afterMint(address to, uint256 firstId, uint256 quantity) internal virtual override {
        super._afterMint(to, firstId, quantity);
        for (uint256 id = firstId; id < firstId + quantity; ++id) emit Locked(id);
    }
}
