// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import {IERC721} from "@openzeppelin/contracts/token/ERC721/IERC721.sol";
import {Kind} from "./types/Enums.sol";

/// @title Functions: each an ERC-721 token with append-only, immutable versions.
interface IFunctionRegistry is IERC721 {
    /**
     * @notice A version, for ever.
     * @param codeHash keccak256 of the published bytes, nothing else.
     * @param abiHash keccak256 of the ABI's JSON text, which names each endpoint's mode (view or pure: a query).
     * @param initialStateRoot Root of the state after initialisation; 0 if stateless.
     * @param kind What the bytes are.
     * @param flags Bit 0: stateful. Bit 1: makes outcalls.
     * @param royaltyShare Basis points of fixed fee and fuel fee that the function's owner asks for.
     * @param publishedAt Block whose events hold the bytes or their URI.
     */
    struct Version {
        bytes32 codeHash;
        bytes32 abiHash;
        bytes32 initialStateRoot;
        Kind kind;
        uint8 flags;
        uint16 royaltyShare;
        uint64 publishedAt;
    }

    /**
     * @notice What an author publishes.
     * @param artefact The bytes themselves, or empty where `uri` says where they are.
     * @param uri A mirror of the bytes; it never affects identity.
     * @param abiJson The ABI as JSON text.
     */
    struct Draft {
        bytes32 codeHash;
        bytes32 initialStateRoot;
        Kind kind;
        uint8 flags;
        uint16 royaltyShare;
        bytes artefact;
        string uri;
        string abiJson;
    }

    event VersionPublished(
        uint256 indexed functionId,
        uint32 indexed version,
        bytes32 indexed codeHash,
        bytes artefact,
        string uri,
        string abiJson
    );

    /// @notice `caller` does not own the function and is not approved for it.
    error FunctionRegistryNotOwner(address caller, uint256 functionId);
    /// @notice The bytes hash to `actual`, not to the `declared` code hash.
    error FunctionRegistryCodeHash(bytes32 actual, bytes32 declared);
    /// @notice Neither bytes nor a URI were given.
    error FunctionRegistryNoArtefact();
    /// @notice The function has `latest` versions; there is no `version`.
    error FunctionRegistryUnknownVersion(uint256 functionId, uint32 version, uint32 latest);
    /// @notice A share of `share` basis points is more than the whole.
    error FunctionRegistryRoyalty(uint16 share);
    /// @notice Flags this registry does not know are set.
    error FunctionRegistryFlags(uint8 flags);

    /// @notice Publishes a new function with its version 1 and mints its token to `owner`.
    function publish(address owner, Draft calldata draft) external returns (uint256 functionId);

    /// @notice Appends a version. Only the function's owner or whom they approved.
    function publishVersion(uint256 functionId, Draft calldata draft) external returns (uint32 version);

    /// @notice How many functions there are; their ids are 1 to this.
    function functionCount() external view returns (uint256);

    /// @notice How many versions a function has; their numbers are 1 to this.
    function versionCount(uint256 functionId) external view returns (uint32);

    /// @notice A version's immutable record. Reverts if there is none.
    function versionOf(uint256 functionId, uint32 version) external view returns (Version memory);

    /**
     * @notice What calls name a version by, under an execution domain: the typed hash of the `Program`. Routers serve it
     * once they admitted it. Reverts if there is no such version.
     */
    function programOf(
        uint256 functionId,
        uint32 version,
        bytes32 executionDomain
    ) external view returns (bytes32);
}
