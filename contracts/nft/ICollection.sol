// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import {Outcome} from "../functions/FunctionTypes.sol";
import {IFunctionRouter} from "../functions/IFunctionRouter.sol";
import {ITraits} from "../functions/samples/ITraits.sol";

/**
 * @title ICollection
 * @notice What {Collection} adds to the standards it implements: ERC-721, ERC-2981 (royalties), ERC-4906 (metadata
 * updates), ERC-5805 (a vote a token, once delegated; the clock counts seconds), ERC-7572 (contract metadata).
 *
 * Tokens are shields. They are minted uncarved; their holder then asks an off-chain function for their traits and
 * pays for it, and the function's callback carves them for good. Amounts are wei.
 */
interface ICollection {
    /// @notice What a collection is made with.
    /// @param description Any text, shown by marketplaces.
    /// @param owner The organisation's timelock: it sets price, royalty and function, and gets the proceeds.
    /// @param mintPrice Wei a token.
    /// @param maxSupply The most tokens that will ever exist.
    /// @param maxPerMint The most tokens that one call of {mint} makes.
    /// @param royaltyBasisPoints Share of a sale's price that is due to the owner, of 10,000.
    struct CollectionSettings {
        string name;
        string symbol;
        string description;
        address owner;
        uint128 mintPrice;
        uint64 maxSupply;
        uint64 maxPerMint;
        uint96 royaltyBasisPoints;
    }

    /// @notice The function that carves, and how it is asked; see `Call` of the function router for what each means.
    /// @param program Typed hash of the function's program. Zero: no function is set, and nothing can be asked.
    /// @param duration Seconds from a request to its deadline.
    struct TraitsFunction {
        bytes32 program;
        uint64 fuelLimit;
        uint32 maxResultBytes;
        uint32 callbackGasLimit;
        uint64 gasPriceCap;
        uint32 duration;
    }

    /// @notice A token costs `current` wei from now on.
    event MintPriceChanged(uint256 previous, uint256 current);

    /// @notice Traits are asked of another function, or in another way, from now on.
    event TraitsFunctionChanged(TraitsFunction current);

    /// @notice The proceeds went to the owner.
    event ProceedsReleased(address indexed owner, uint256 amount);

    /// @notice {contractURI} changed (ERC-7572).
    event ContractURIUpdated();

    /// @notice `requester`, the token's holder, asked for its traits with the request `requestId`.
    event TraitsRequested(uint256 indexed tokenId, bytes32 indexed requestId, address indexed requester);

    /// @notice The token got its traits, which never change again.
    event TraitsCarved(uint256 indexed tokenId, bytes32 indexed requestId);

    /// @notice The function gave no traits; they can be asked for again.
    event TraitsFailed(uint256 indexed tokenId, bytes32 indexed requestId, Outcome outcome, bytes reason);

    /// @dev One call mints 1 to `maximum` tokens.
    error CollectionQuantityInvalid(uint256 quantity, uint256 maximum);

    /// @dev Of the collection's tokens only `left` are not minted yet.
    error CollectionSupplyExceeded(uint256 quantity, uint256 left);

    /// @dev The payment must be exact.
    error CollectionPaymentInvalid(uint256 paid, uint256 needed);

    /// @dev The proceeds were released already, or nothing was sold.
    error CollectionNothingToRelease();

    /// @dev The list of tokens is empty.
    error CollectionNothingRequested();

    /// @dev The owner has set no function yet.
    error CollectionTraitsFunctionUnset();

    /// @dev The requests can cost up to `needed` wei.
    error CollectionTraitsPaymentTooLow(uint256 paid, uint256 needed);

    /// @dev The token's traits were asked for and may arrive until then, in Unix seconds.
    error CollectionTraitsPending(uint256 tokenId, uint256 until);

    /// @dev The token has its traits.
    error CollectionCarved(uint256 tokenId);

    /// @dev The token has no traits yet.
    error CollectionUncarved(uint256 tokenId);

    /**
     * @notice Mints `quantity` tokens to `to` for exactly `quantity` times {mintPrice}. Anyone may.
     * @return firstId Id of the first; the others follow it.
     */
    function mint(address to, uint256 quantity) external payable returns (uint256 firstId);

    /// @notice Sends all proceeds to the owner. Anyone may call it.
    function release() external;

    /**
     * @notice Asks for the traits of tokens that the caller owns, one request a token.
     * @dev Pays {traitsPrice} for each from the sent wei. What exceeds it, and later each request's remainder or
     * refund, is credited to the caller's account at the router, whence it can be withdrawn. A request that failed or
     * expired leaves its token as it was. Reverts with `ERC721IncorrectOwner`, {CollectionCarved},
     * {CollectionTraitsPending}, {CollectionTraitsPaymentTooLow}, or an error of the router.
     * @return requestIds The requests, in the order of `tokenIds`.
     */
    function requestTraits(
        uint256[] calldata tokenIds
    ) external payable returns (bytes32[] memory requestIds);

    /// @notice What asking for one token's traits may cost at most, in wei, and what must be sent for it.
    function traitsPrice() external view returns (uint256);

    /// @notice The token's traits. Reverts with {CollectionUncarved} before they arrived.
    function traitsOf(uint256 tokenId) external view returns (ITraits.Traits memory);

    /// @notice Whether the token has its traits.
    function isCarved(uint256 tokenId) external view returns (bool);

    /// @notice Until when traits that were asked for may arrive, in Unix seconds; zero if none are awaited.
    function traitsPendingUntil(uint256 tokenId) external view returns (uint256);

    /**
     * @notice The randomness that the function makes the token's traits of.
     * @dev It is fixed when the token is minted, so neither waiting for a better block nor a request that failed or
     * expired gives another draw. It comes of the block's prevrandao (EIP-4399) and parent: both are known one slot
     * ahead, so who mints may pick the block, and who proposes a block may forgo it for another draw. A contract that
     * mints can read the seed at once and revert what it does not like: a draw costs it gas alone. Enough for
     * pictures; where traits are worth more than that, reveal with a seed committed to beforehand.
     */
    function seedOf(uint256 tokenId) external view returns (bytes32);

    /// @notice The function that carves, and how it is asked.
    function traitsFunction() external view returns (TraitsFunction memory);

    /// @notice Metadata of the whole collection (ERC-7572), a base64 data URI of JSON.
    function contractURI() external view returns (string memory);

    /// @notice Wei a token.
    function mintPrice() external view returns (uint256);

    /// @notice The most tokens that will ever exist.
    function maxSupply() external view returns (uint256);

    /// @notice The most tokens that one call of {mint} makes.
    function maxPerMint() external view returns (uint256);

    /// @notice Sets the price of a token. Only for the owner.
    function setMintPrice(uint128 price) external;

    /// @notice Sets who gets royalties, and their share of 10,000. Only for the owner.
    function setDefaultRoyalty(address receiver, uint96 basisPoints) external;

    /// @notice Sets the description in {contractURI}. Only for the owner.
    function setDescription(string calldata description) external;

    /// @notice Sets the function that carves, and how it is asked. Only for the owner.
    function setTraitsFunction(TraitsFunction calldata current) external;

    /**
     * @notice Asks through the router that the directory names now, which must be `current`; pending requests stay with
     * theirs. Only for the owner.
     */
    function followRouter(IFunctionRouter current) external;
}
