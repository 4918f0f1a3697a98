// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

/// @title ERC-4907: tokens that can be rented out. Its interface id is 0xad092b5c.
interface IERC4907 {
    /// @notice `user` may use the token until `expires`, in Unix seconds. Zero is nobody.
    event UpdateUser(uint256 indexed tokenId, address indexed user, uint64 expires);

    /// @notice Names the token's user, until `expires`, in Unix seconds. For its owner and whom the owner approved.
    function setUser(uint256 tokenId, address user, uint64 expires) external;

    /// @notice The token's user; zero where there is none, or its time is over.
    function userOf(uint256 tokenId) external view returns (address);

    /// @notice Until when the token's user may use it, in Unix seconds; zero where none was named.
    function userExpires(uint256 tokenId) external view returns (uint256);
}
