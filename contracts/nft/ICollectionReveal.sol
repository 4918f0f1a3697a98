// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

/**
 * @title ICollectionReveal
 * @notice Metadata that nobody can pick a token by. What which token shows is an order drawn of two secrets: a seed
 * that was committed to before the first token was sold, together with where the metadata is, and the entropy of a
 * block after the sale. Buyers know neither; who committed to the seed knows the order no earlier than anybody learns
 * the block, and can change neither seed nor metadata.
 *
 * Left is this: who knows the seed may draw in the block that it likes best, as long as nobody else has drawn. Anyone
 * may, from the first second on: an organisation's members should.
 */
interface ICollectionReveal {
    /// @notice What a reveal is committed to.
    /// @param commitment `keccak256(abi.encode(bytes32 seed, string baseURI))`.
    /// @param notBefore When it can be drawn, in Unix seconds: not before the sale is over.
    /// @param unrevealedURI The metadata of every token until then.
    /// @param suffix What follows the number in a token's URI, such as ".json".
    struct RevealSettings {
        bytes32 commitment;
        uint40 notBefore;
        string unrevealedURI;
        string suffix;
    }

    /// @notice The entropy was drawn.
    event RevealDrawn(bytes32 entropy);

    /// @notice The seed is known: the tokens show what they are.
    event Revealed(bytes32 seed, string baseURI);

    /// @dev It can be drawn at `notBefore`, in Unix seconds.
    error CollectionRevealTooEarly(uint256 notBefore);

    /// @dev It is drawn once.
    error CollectionRevealDrawn();

    /// @dev Draw first.
    error CollectionRevealUndrawn();

    /// @dev It is revealed once.
    error CollectionRevealed();

    /// @dev Seed and base URI are not those that were committed to.
    error CollectionRevealMismatch(bytes32 given, bytes32 commitment);

    /// @notice Draws the entropy, once, when the time has come. Anyone may.
    function draw() external;

    /// @notice Tells the seed, and where the metadata is, after the draw. Whoever knows them may.
    function reveal(bytes32 seed, string calldata baseURI) external;

    /// @notice The number of the token's metadata, 1 to the greatest supply. Reverts with {CollectionRevealUndrawn} until
    /// it was revealed.
    function metadataIdOf(uint256 tokenId) external view returns (uint256);

    /// @notice Whether the tokens show what they are.
    function isRevealed() external view returns (bool);

    /// @notice What was committed to.
    function commitment() external view returns (bytes32);

    /// @notice When it can be drawn, in Unix seconds.
    function notBefore() external view returns (uint256);

    /// @notice What was drawn; zero before.
    function entropy() external view returns (bytes32);
}
