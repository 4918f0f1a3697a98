// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

/**
 * @title ICollectionBase
 * @notice What every collection adds to ERC-721 and {IERC721Batch}: royalties for the collection and for single tokens
 * (ERC-2981), metadata of the collection (ERC-7572), a supply that never grows, and proceeds that wait to be released
 * to the owner. Amounts are wei.
 */
interface ICollectionBase {
    /// @notice What a collection is made with.
    /// @param name Also that of its EIP-712 domain, version "1".
    /// @param contractURI Where the collection's own metadata is (ERC-7572).
    /// @param owner The organisation's timelock: it sets what can be set and gets the proceeds.
    /// @param maxSupply The most tokens that will ever be minted.
    /// @param maxPerMint The most tokens that one call mints: the owner of a token in a batch of n is found with n / 256
    /// reads.
    /// @param royaltyReceiver Who gets royalties.
    /// @param royaltyBasisPoints Share of a sale's price that is due to it, of 10,000.
    struct CollectionSettings {
        string name;
        string symbol;
        string contractURI;
        address owner;
        uint64 maxSupply;
        uint64 maxPerMint;
        address royaltyReceiver;
        uint96 royaltyBasisPoints;
    }

    /// @notice {contractURI} changed (ERC-7572).
    event ContractURIUpdated();

    /// @notice Royalties go to `receiver` from now on, for all tokens that have none of their own.
    event DefaultRoyaltyChanged(address indexed receiver, uint96 basisPoints);

    /// @notice The token's royalties go to `receiver` from now on; to the collection's where that is zero.
    event TokenRoyaltyChanged(uint256 indexed tokenId, address indexed receiver, uint96 basisPoints);

    /// @notice The proceeds went to the owner.
    event ProceedsReleased(address indexed owner, uint256 amount);

    /// @dev One call mints 1 to `maximum` tokens.
    error CollectionQuantityInvalid(uint256 quantity, uint256 maximum);

    /// @dev Of the collection's tokens only `left` are not minted yet.
    error CollectionSupplyExceeded(uint256 quantity, uint256 left);

    /// @dev The payment must be exact.
    error CollectionPaymentInvalid(uint256 paid, uint256 needed);

    /// @dev The proceeds were released already, or nothing was sold.
    error CollectionNothingToRelease();

    /// @dev Royalties are at most `maximum` of 10,000.
    error CollectionRoyaltyTooHigh(uint256 basisPoints, uint256 maximum);

    /// @notice Sends all proceeds to the owner. Anyone may call it.
    function release() external;

    /// @notice Where the metadata of the whole collection is (ERC-7572).
    function contractURI() external view returns (string memory);

    /// @notice The most tokens that will ever be minted.
    function maxSupply() external view returns (uint256);

    /// @notice The most tokens that one call mints.
    function maxPerMint() external view returns (uint256);

    /// @notice Sets where the collection's metadata is. Only for the owner.
    function setContractURI(string calldata uri) external;

    /// @notice Sets who gets royalties, and their share of 10,000, at most 1,000. Only for the owner.
    function setDefaultRoyalty(address receiver, uint96 basisPoints) external;

    /// @notice Sets who gets a token's royalties, and their share of 10,000, at most 1,000. Only for the owner.
    function setTokenRoyalty(uint256 tokenId, address receiver, uint96 basisPoints) external;

    /// @notice Gives a token the collection's royalty again. Only for the owner.
    function resetTokenRoyalty(uint256 tokenId) external;
}
