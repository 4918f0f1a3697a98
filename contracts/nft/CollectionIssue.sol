// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import {CollectionBase} from "./CollectionBase.sol";
import {ICollectionIssue} from "./ICollectionIssue.sol";

/**
 * @title CollectionIssue
 * @notice A collection that its owner gives out. See {ICollectionIssue}.
 */
abstract contract CollectionIssue is ICollectionIssue, CollectionBase {
    /// @inheritdoc ICollectionIssue
    function mintTo(address to, uint256 quantity) external onlyOwner returns (uint256 firstId) {
        return _give(to, quantity);
    }

    /// @notice Adds {ICollectionIssue} to what the collection supports.
    function supportsInterface(bytes4 interfaceId) public view virtual override returns (bool) {
        return interfaceId == type(ICollectionIssue).interfaceId || super.supportsInterface(interfaceId);
    }
}
