// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import {CollectionBase} from "./CollectionBase.sol";
import {ICollectionRevocable} from "./ICollectionRevocable.sol";

/**
 * @title CollectionRevocable
 * @notice Tokens that their issuer can take back. See {ICollectionRevocable}.
 */
abstract contract CollectionRevocable is ICollectionRevocable, CollectionBase {
    /// @inheritdoc ICollectionRevocable
    function revoke(uint256 tokenId) external onlyOwner {
        address holder = _requireOwned(tokenId);
        _update(address(0), tokenId, address(0));
        emit TokenRevoked(tokenId, holder);
    }

    /// @notice Adds {ICollectionRevocable} to what the collection supports.
    function supportsInterface(bytes4 interfaceId) public view virtual override returns (bool) {
        return interfaceId == type(ICollectionRevocable).interfaceId || super.supportsInterface(interfaceId);
    }
}
