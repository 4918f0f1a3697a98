// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import {ERC721} from "@openzeppelin/contracts/token/ERC721/ERC721.sol";
import {FunctionHashes} from "./FunctionHashes.sol";
import {Program} from "./FunctionTypes.sol";
import {IFunctionRegistry} from "./IFunctionRegistry.sol";

/**
 * @title The registry of functions. Anyone may publish; nobody can change or burn what was published.
 * @dev The bytes stand in the event, which is a twentieth of the price of storage: `publishedAt` says in which block.
 */
contract FunctionRegistry is IFunctionRegistry, ERC721 {
    using FunctionHashes for Program;

    uint16 private constant BASIS_POINTS = 10_000;
    uint8 private constant KNOWN_FLAGS = 3;

    uint256 public functionCount;
    mapping(uint256 functionId => uint32) private _versionCounts;
    mapping(uint256 functionId => mapping(uint32 version => Version)) private _versions;

    constructor() ERC721("Althing Functions", "FUNCTION") {}

    /// @inheritdoc IFunctionRegistry
    function publish(address owner, Draft calldata draft) external returns (uint256 functionId) {
        functionId = ++functionCount;
        _publishVersion(functionId, draft);
        _safeMint(owner, functionId);
    }

    /// @inheritdoc IFunctionRegistry
    function publishVersion(uint256 functionId, Draft calldata draft) external returns (uint32) {
        if (!_isAuthorized(_requireOwned(functionId), msg.sender, functionId)) {
            revert FunctionRegistryNotOwner(msg.sender, functionId);
        }
        return _publishVersion(functionId, draft);
    }

    /// @inheritdoc IFunctionRegistry
    function versionCount(uint256 functionId) external view returns (uint32) {
        return _versionCounts[functionId];
    }

    /// @inheritdoc IFunctionRegistry
    function programOf(
        uint256 functionId,
        uint32 version,
        bytes32 executionDomain
    ) external view returns (bytes32) {
        return Program(functionId, version, versionOf(functionId, version).codeHash, executionDomain).hash();
    }

    /// @inheritdoc IFunctionRegistry
    function versionOf(uint256 functionId, uint32 version) public view returns (Version memory found) {
        found = _versions[functionId][version];
        if (found.publishedAt == 0) {
            revert FunctionRegistryUnknownVersion(functionId, version, _versionCounts[functionId]);
        }
    }

    function _publishVersion(uint256 functionId, Draft calldata draft) private returns (uint32 version) {
        _checkDraft(draft);
        version = ++_versionCounts[functionId];
        _versions[functionId][version] = Version({
            codeHash: draft.codeHash,
            abiHash: keccak256(bytes(draft.abiJson)),
            initialStateRoot: draft.initialStateRoot,
            kind: draft.kind,
            flags: draft.flags,
            royaltyShare: draft.royaltyShare,
            publishedAt: uint64(block.number)
        });
        emit VersionPublished(functionId, version, draft.codeHash, draft.artefact, draft.uri, draft.abiJson);
    }

    function _checkDraft(Draft calldata draft) private pure {
        if (draft.royaltyShare > BASIS_POINTS) revert FunctionRegistryRoyalty(draft.royaltyShare);
        if (draft.flags > KNOWN_FLAGS) revert FunctionRegistryFlags(draft.flags);
        if (draft.artefact.length > 0) {
            bytes32 actual = keccak256(draft.artefact);
            if (actual != draft.codeHash) revert FunctionRegistryCodeHash(actual, draft.codeHash);
        } else if (bytes(draft.uri).length == 0) {
            revert FunctionRegistryNoArtefact();
        }
    }
}
