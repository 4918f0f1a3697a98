// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import {IFunctionDirectory} from "../functions/IFunctionDirectory.sol";
import {Outcome} from "../functions/FunctionTypes.sol";
import {IFunctionRouter} from "../functions/IFunctionRouter.sol";
import {ITraits} from "../functions/samples/ITraits.sol";
import {IShieldRenderer} from "./IShieldRenderer.sol";

/**
 * @title ICollectionTraits
 * @notice Metadata by an off-chain function. Tokens are shields: minted uncarved, their holder then asks the function
 * for their traits and pays for it, and the function's callback carves them for good. Amounts are wei.
 */
interface ICollectionTraits {
    /// @notice What the shields of a collection are made with.
    /// @param directory Names the router through which traits are asked for.
    /// @param renderer Draws the tokens; it never changes.
    /// @param description Any text, shown by marketplaces.
    /// @param current The function that carves, all zero to set it later.
    struct TraitsSettings {
        IFunctionDirectory directory;
        IShieldRenderer renderer;
        string description;
        TraitsFunction current;
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

    /// @notice Traits are asked of another function, or in another way, from now on.
    event TraitsFunctionChanged(TraitsFunction current);

    /// @notice `requester`, the token's holder, asked for its traits with the request `requestId`.
    event TraitsRequested(uint256 indexed tokenId, bytes32 indexed requestId, address indexed requester);

    /// @notice The token got its traits, which never change again.
    event TraitsCarved(uint256 indexed tokenId, bytes32 indexed requestId);

    /// @notice The function gave no traits; they can be asked for again.
    event TraitsFailed(uint256 indexed tokenId, bytes32 indexed requestId, Outcome outcome, bytes reason);

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

    /// @notice What draws the tokens.
    function renderer() external view returns (IShieldRenderer);

    /// @notice Sets the description in the collection's metadata, where that is drawn on chain. Only for the owner.
    function setDescription(string calldata description) external;

    /// @notice Sets the function that carves, and how it is asked. Only for the owner.
    function setTraitsFunction(TraitsFunction calldata current) external;

    /**
     * @notice Asks through the router that the directory names now, which must be `current`; pending requests stay with
     * theirs. Only for the owner.
     */
    function followRouter(IFunctionRouter current) external;
}
