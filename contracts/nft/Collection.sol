// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import {Ownable} from "@openzeppelin/contracts/access/Ownable.sol";
import {ERC721} from "@openzeppelin/contracts/token/ERC721/ERC721.sol";
import {ERC721Votes} from "@openzeppelin/contracts/token/ERC721/extensions/ERC721Votes.sol";
import {ERC2981} from "@openzeppelin/contracts/token/common/ERC2981.sol";
import {IERC165} from "@openzeppelin/contracts/utils/introspection/IERC165.sol";
import {EIP712} from "@openzeppelin/contracts/utils/cryptography/EIP712.sol";
import {ERC6372Utils} from "@openzeppelin/contracts/utils/ERC6372Utils.sol";
import {Time} from "@openzeppelin/contracts/utils/types/Time.sol";
import {IFunctionDirectory} from "../functions/IFunctionDirectory.sol";
import {CollectionSale} from "./CollectionSale.sol";
import {CollectionTraits} from "./CollectionTraits.sol";
import {ERC721Batch} from "./ERC721Batch.sol";
import {ICollection} from "./ICollection.sol";
import {IShieldRenderer} from "./IShieldRenderer.sol";

/**
 * @title Collection
 * @notice Shields of an organisation. See {ICollection}.
 */
contract Collection is CollectionSale, CollectionTraits, ERC721Votes, ERC2981 {
    bytes4 private constant ERC4906_INTERFACE_ID = 0x49064906;

    /// @notice What draws the tokens.
    IShieldRenderer public immutable renderer;

    string private _description;

    /**
     * @param settings Names, owner, sale and royalty. The royalty goes to the owner.
     * @param directory Names the router through which traits are asked for.
     * @param renderer_ Draws the tokens; it never changes.
     * @param traitsFunction_ The function that carves, all zero to set it later.
     */
    constructor(
        CollectionSettings memory settings,
        IFunctionDirectory directory,
        IShieldRenderer renderer_,
        TraitsFunction memory traitsFunction_
    )
        ERC721(settings.name, settings.symbol)
        EIP712(settings.name, "1")
        Ownable(settings.owner)
        CollectionSale(settings.mintPrice, settings.maxSupply, settings.maxPerMint)
        CollectionTraits(directory, traitsFunction_)
    {
        renderer = renderer_;
        _description = settings.description;
        _setDefaultRoyalty(settings.owner, settings.royaltyBasisPoints);
    }

    /// @inheritdoc ICollection
    function setDefaultRoyalty(address receiver, uint96 basisPoints) external onlyOwner {
        _setDefaultRoyalty(receiver, basisPoints);
    }

    /// @inheritdoc ICollection
    function setDescription(string calldata description) external onlyOwner {
        _description = description;
        emit ContractURIUpdated();
    }

    /// @inheritdoc ICollection
    function contractURI() external view returns (string memory) {
        return renderer.collectionURI(name(), _description);
    }

    /// @notice Metadata of a token, picture included: a base64 data URI of JSON.
    function tokenURI(uint256 tokenId) public view override returns (string memory) {
        _requireOwned(tokenId);
        return
            isCarved(tokenId)
                ? renderer.carvedURI(tokenId, traitsOf(tokenId))
                : renderer.uncarvedURI(tokenId);
    }

    /// @notice The clock that votes are checkpointed by: seconds since 1970.
    function clock() public view override returns (uint48) {
        return Time.timestamp();
    }

    /// @notice The clock's kind as ERC-6372 writes it.
    // solhint-disable-next-line func-name-mixedcase
    function CLOCK_MODE() public view override returns (string memory) {
        return ERC6372Utils.timestampClockMode(clock);
    }

    /// @notice Whether the interface is ERC-165, ERC-721 with metadata, ERC-2981 or ERC-4906.
    function supportsInterface(
        bytes4 interfaceId
    ) public view override(IERC165, ERC721, ERC2981) returns (bool) {
        return interfaceId == ERC4906_INTERFACE_ID || super.supportsInterface(interfaceId);
    }

    function _update(
        address to,
        uint256 tokenId,
        address auth
    ) internal override(ERC721, ERC721Votes) returns (address) {
        return super._update(to, tokenId, auth);
    }

    function _increaseBalance(address account, uint128 amount) internal override(ERC721, ERC721Votes) {
        super._increaseBalance(account, amount);
    }

    function _ownerOf(uint256 tokenId) internal view override(ERC721, ERC721Batch) returns (address) {
        return super._ownerOf(tokenId);
    }
}
