// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import {Ownable} from "@openzeppelin/contracts/access/Ownable.sol";
import {IERC4906} from "@openzeppelin/contracts/interfaces/IERC4906.sol";
import {ERC721} from "@openzeppelin/contracts/token/ERC721/ERC721.sol";
import {ERC2981} from "@openzeppelin/contracts/token/common/ERC2981.sol";
import {Address} from "@openzeppelin/contracts/utils/Address.sol";
import {EIP712} from "@openzeppelin/contracts/utils/cryptography/EIP712.sol";
import {IERC165} from "@openzeppelin/contracts/utils/introspection/IERC165.sol";
import {ERC721Batch} from "./ERC721Batch.sol";
import {ICollectionBase} from "./ICollectionBase.sol";
import {IERC721Batch} from "./IERC721Batch.sol";

/**
 * @title CollectionBase
 * @notice What every collection has; how its tokens are sold and shown comes of modules. See {ICollectionBase}.
 */
abstract contract CollectionBase is ICollectionBase, IERC4906, ERC721Batch, ERC2981, Ownable, EIP712 {
    bytes4 private constant ERC4906_INTERFACE_ID = 0x49064906;
    /// @dev 10 %.
    uint96 private constant MAX_ROYALTY = 1_000;

    uint256 private immutable _maxSupply;
    uint256 private immutable _maxPerMint;
    string private _contractURI;

    constructor(
        CollectionSettings memory settings
    ) ERC721(settings.name, settings.symbol) Ownable(settings.owner) EIP712(settings.name, "1") {
        _maxSupply = settings.maxSupply;
        _maxPerMint = settings.maxPerMint;
        _contractURI = settings.contractURI;
        _setDefaultRoyalty(settings.royaltyReceiver, settings.royaltyBasisPoints);
    }

    /// @inheritdoc ICollectionBase
    function release() external {
        uint256 amount = address(this).balance;
        if (amount == 0) revert CollectionNothingToRelease();
        if (owner() == address(0)) revert OwnableInvalidOwner(address(0));
        emit ProceedsReleased(owner(), amount);
        Address.sendValue(payable(owner()), amount);
    }

    /// @inheritdoc ICollectionBase
    function setContractURI(string calldata uri) external onlyOwner {
        _contractURI = uri;
        emit ContractURIUpdated();
    }

    /// @inheritdoc ICollectionBase
    function setDefaultRoyalty(address receiver, uint96 basisPoints) external onlyOwner {
        _setDefaultRoyalty(receiver, basisPoints);
    }

    /// @inheritdoc ICollectionBase
    function setTokenRoyalty(uint256 tokenId, address receiver, uint96 basisPoints) external onlyOwner {
        _setTokenRoyalty(tokenId, receiver, basisPoints);
    }

    /// @inheritdoc ICollectionBase
    function resetTokenRoyalty(uint256 tokenId) external onlyOwner {
        _resetTokenRoyalty(tokenId);
        emit TokenRoyaltyChanged(tokenId, address(0), 0);
    }

    /// @inheritdoc ICollectionBase
    function contractURI() public view virtual returns (string memory) {
        return _contractURI;
    }

    /// @inheritdoc ICollectionBase
    function maxSupply() public view returns (uint256) {
        return _maxSupply;
    }

    /// @inheritdoc ICollectionBase
    function maxPerMint() external view returns (uint256) {
        return _maxPerMint;
    }

    /**
     * @notice Whether the interface is ERC-165, ERC-721 with its metadata, ERC-2981, ERC-4906, {IERC721Batch},
     * {ICollectionBase}, or one that a module of this collection adds.
     */
    function supportsInterface(
        bytes4 interfaceId
    ) public view virtual override(IERC165, ERC721, ERC2981) returns (bool) {
        return
            interfaceId == ERC4906_INTERFACE_ID ||
            interfaceId == type(IERC721Batch).interfaceId ||
            interfaceId == type(ICollectionBase).interfaceId ||
            super.supportsInterface(interfaceId);
    }

    /// @dev Mints for exactly `price` wei a token.
    function _sell(address to, uint256 quantity, uint256 price) internal returns (uint256 firstId) {
        _requireMintable(quantity);
        uint256 needed = quantity * price;
        if (msg.value != needed) revert CollectionPaymentInvalid(msg.value, needed);
        return _safeMintBatch(to, quantity);
    }

    /// @dev Mints without a payment.
    function _give(address to, uint256 quantity) internal returns (uint256 firstId) {
        _requireMintable(quantity);
        return _safeMintBatch(to, quantity);
    }

    function _setDefaultRoyalty(address receiver, uint96 basisPoints) internal override {
        if (basisPoints > MAX_ROYALTY) revert CollectionRoyaltyTooHigh(basisPoints, MAX_ROYALTY);
        super._setDefaultRoyalty(receiver, basisPoints);
        emit DefaultRoyaltyChanged(receiver, basisPoints);
    }

    function _setTokenRoyalty(uint256 tokenId, address receiver, uint96 basisPoints) internal override {
        if (basisPoints > MAX_ROYALTY) revert CollectionRoyaltyTooHigh(basisPoints, MAX_ROYALTY);
        super._setTokenRoyalty(tokenId, receiver, basisPoints);
        emit TokenRoyaltyChanged(tokenId, receiver, basisPoints);
    }

    function _requireMintable(uint256 quantity) private view {
        if (quantity == 0 || quantity > _maxPerMint) revert CollectionQuantityInvalid(quantity, _maxPerMint);
        uint256 left = _maxSupply - totalMinted();
        if (quantity > left) revert CollectionSupplyExceeded(quantity, left);
    }
}
