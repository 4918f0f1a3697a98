// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

/**
 * @title IERC721Batch
 * @notice What {ERC721Batch} adds to ERC-721: supply, burning, transfers of many tokens, and pages of owners. Ids
 * count from 1 and are never used again.
 *
 * It is not ERC-721's enumerable extension: without a list an owner, `tokenOfOwnerByIndex` would have to scan all ids.
 * The pages below scan no more than the caller names, and are meant for calls from outside the chain: a page of 1,000
 * ids takes some 3 million gas.
 */
interface IERC721Batch {
    /// @dev A page's ids run from `firstId`, at least 1, to `lastId`.
    error ERC721BatchPageInvalid(uint256 firstId, uint256 lastId);

    /// @notice How many tokens exist: minted and not burnt.
    function totalSupply() external view returns (uint256);

    /// @notice How many tokens were ever minted. Their ids are 1 to this number.
    function totalMinted() external view returns (uint256);

    /// @notice Destroys a token for ever. For its owner and whom the owner approved.
    function burn(uint256 tokenId) external;

    /// @notice Moves tokens as `transferFrom` moves one: all of them or none.
    function batchTransferFrom(address from, address to, uint256[] calldata tokenIds) external;

    /// @notice Moves tokens and then asks a receiving contract for each, as `safeTransferFrom` does.
    function safeBatchTransferFrom(
        address from,
        address to,
        uint256[] calldata tokenIds,
        bytes calldata data
    ) external;

    /// @notice The owners of the ids from `firstId` to `lastId`, both included; zero for tokens that do not exist.
    function ownersIn(uint256 firstId, uint256 lastId) external view returns (address[] memory owners);

    /// @notice The ids from `firstId` to `lastId`, both included, that `owner` owns, ascending.
    function tokensOfOwnerIn(
        address owner,
        uint256 firstId,
        uint256 lastId
    ) external view returns (uint256[] memory tokenIds);
}
