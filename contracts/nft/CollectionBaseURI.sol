// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import {Strings} from "@openzeppelin/contracts/utils/Strings.sol";
import {CollectionBase} from "./CollectionBase.sol";
import {ICollectionBaseURI} from "./ICollectionBaseURI.sol";

/**
 * @title CollectionBaseURI
 * @notice Metadata of a collection in files. See {ICollectionBaseURI}.
 */
abstract contract CollectionBaseURI is ICollectionBaseURI, CollectionBase {
    /// @inheritdoc ICollectionBaseURI
    string public baseURI;
    /// @inheritdoc ICollectionBaseURI
    string public uriSuffix;

    constructor(BaseURISettings memory metadata) {
        _set(metadata.baseURI, metadata.suffix);
    }

    /// @inheritdoc ICollectionBaseURI
    function setBaseURI(string calldata base, string calldata suffix) external onlyOwner {
        _set(base, suffix);
        emit BatchMetadataUpdate(1, type(uint256).max);
    }

    /// @notice Where a token's metadata is.
    function tokenURI(uint256 tokenId) public view virtual override returns (string memory) {
        _requireOwned(tokenId);
        return string.concat(baseURI, Strings.toString(tokenId), uriSuffix);
    }

    /// @notice Adds {ICollectionBaseURI} to what the collection supports.
    function supportsInterface(bytes4 interfaceId) public view virtual override returns (bool) {
        return interfaceId == type(ICollectionBaseURI).interfaceId || super.supportsInterface(interfaceId);
    }

    function _set(string memory base, string memory suffix) private {
        baseURI = base;
        uriSuffix = suffix;
        emit BaseURIChanged(base, suffix);
    }
}
