// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import {CollectionBase} from "./CollectionBase.sol";
import {ITokenRenderer} from "./ITokenRenderer.sol";

/**
 * @title CollectionRenderer
 * @notice Metadata of a collection that another contract writes, on chain. It never changes.
 */
abstract contract CollectionRenderer is CollectionBase {
    /// @notice What writes the tokens' metadata.
    ITokenRenderer public immutable renderer;

    constructor(ITokenRenderer renderer_) {
        renderer = renderer_;
    }

    /// @notice Metadata of a token, as the renderer writes it.
    function tokenURI(uint256 tokenId) public view virtual override returns (string memory) {
        _requireOwned(tokenId);
        return renderer.tokenURI(tokenId);
    }
}
