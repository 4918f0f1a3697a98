// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

/**
 * @title ICollectionBaseURI
 * @notice Metadata in files beside each other: a token's is at base, number and suffix.
 */
interface ICollectionBaseURI {
    /// @notice Where the metadata is.
    /// @param baseURI What comes before the token's number.
    /// @param suffix What follows it, such as ".json".
    struct BaseURISettings {
        string baseURI;
        string suffix;
    }

    /// @notice The metadata of all tokens is elsewhere now.
    event BaseURIChanged(string baseURI, string suffix);

    /// @notice What comes before the token's number.
    function baseURI() external view returns (string memory);

    /// @notice What follows it.
    function uriSuffix() external view returns (string memory);

    /// @notice Sets where the metadata is. Only for the owner.
    function setBaseURI(string calldata base, string calldata suffix) external;
}
