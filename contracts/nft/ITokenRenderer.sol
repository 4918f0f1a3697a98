// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

/**
 * @title ITokenRenderer
 * @notice Writes the metadata of a collection's tokens on chain. The collection calls it, so it is `msg.sender`.
 */
interface ITokenRenderer {
    /// @notice The metadata (ERC-721 JSON schema) of a token, which exists, as a URI.
    function tokenURI(uint256 tokenId) external view returns (string memory);
}
