// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import {Strings} from "@openzeppelin/contracts/utils/Strings.sol";
import {CollectionBase} from "./CollectionBase.sol";
import {ICollectionReveal} from "./ICollectionReveal.sol";
import {SeededOrder} from "./SeededOrder.sol";

/**
 * @title CollectionReveal
 * @notice Metadata that is revealed after the sale. See {ICollectionReveal}.
 */
abstract contract CollectionReveal is ICollectionReveal, CollectionBase {
    /// @inheritdoc ICollectionReveal
    bytes32 public immutable commitment;
    uint40 private immutable _notBefore;

    /// @inheritdoc ICollectionReveal
    bytes32 public entropy;
    bytes32 private _order;
    string private _unrevealedURI;
    string private _revealedURI;
    string private _suffix;

    constructor(RevealSettings memory secret) {
        commitment = secret.commitment;
        _notBefore = secret.notBefore;
        _unrevealedURI = secret.unrevealedURI;
        _suffix = secret.suffix;
    }

    /// @inheritdoc ICollectionReveal
    function draw() external {
        if (block.timestamp < _notBefore) revert CollectionRevealTooEarly(_notBefore);
        if (entropy != 0) revert CollectionRevealDrawn();
        entropy = keccak256(abi.encode(block.prevrandao, blockhash(block.number - 1)));
        emit RevealDrawn(entropy);
    }

    /// @inheritdoc ICollectionReveal
    function reveal(bytes32 seed, string calldata baseURI) external {
        if (entropy == 0) revert CollectionRevealUndrawn();
        if (isRevealed()) revert CollectionRevealed();
        bytes32 given = keccak256(abi.encode(seed, baseURI));
        if (given != commitment) revert CollectionRevealMismatch(given, commitment);
        _order = keccak256(abi.encode(seed, entropy));
        _revealedURI = baseURI;
        emit Revealed(seed, baseURI);
        emit BatchMetadataUpdate(1, type(uint256).max);
    }

    /// @inheritdoc ICollectionReveal
    function notBefore() external view returns (uint256) {
        return _notBefore;
    }

    /// @inheritdoc ICollectionReveal
    function isRevealed() public view returns (bool) {
        return _order != 0;
    }

    /// @inheritdoc ICollectionReveal
    function metadataIdOf(uint256 tokenId) public view returns (uint256) {
        _requireOwned(tokenId);
        if (!isRevealed()) revert CollectionRevealUndrawn();
        return SeededOrder.at(tokenId - 1, maxSupply(), _order) + 1;
    }

    /// @notice Where a token's metadata is; the same for all until they are revealed.
    function tokenURI(uint256 tokenId) public view virtual override returns (string memory) {
        _requireOwned(tokenId);
        if (!isRevealed()) return _unrevealedURI;
        return string.concat(_revealedURI, Strings.toString(metadataIdOf(tokenId)), _suffix);
    }

    /// @notice Adds {ICollectionReveal} to what the collection supports.
    function supportsInterface(bytes4 interfaceId) public view virtual override returns (bool) {
        return interfaceId == type(ICollectionReveal).interfaceId || super.supportsInterface(interfaceId);
    }
}
