// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import {ERC721} from "@openzeppelin/contracts/token/ERC721/ERC721.sol";
import {ERC721Utils} from "@openzeppelin/contracts/token/ERC721/utils/ERC721Utils.sol";
import {Math} from "@openzeppelin/contracts/utils/math/Math.sol";
import {BitMaps} from "@openzeppelin/contracts/utils/structs/BitMaps.sol";
import {IERC721Batch} from "./IERC721Batch.sol";

/**
 * @title ERC721Batch
 * @notice ERC-721 whose batches are minted with one owner's slot, whatever their size. See {IERC721Batch}.
 *
 * A token that was never transferred belongs to whom its batch was minted to. Batches are found through a bitmap of
 * their first ids, so that a transfer costs the same anywhere in a batch. The bits of the 128 ids that are being minted
 * wait beside the counters, whose slot every mint writes anyway; they are filed when minting goes past these ids. Which
 * tokens were burnt is looked up only where some were. A token minted alone has an owner's slot of its own at once.
 */
abstract contract ERC721Batch is IERC721Batch, ERC721 {
    using BitMaps for BitMaps.BitMap;

    struct MintBatch {
        address owner;
        uint96 note;
    }

    /// @dev Ids that a word of heads covers, as a shift and as a mask.
    uint256 private constant WORD_SHIFT = 8;
    uint256 private constant WORD_MASK = 255;
    /// @dev Ids whose heads are open at a time: half a word.
    uint256 private constant OPEN_SHIFT = 7;
    uint256 private constant OPEN_MASK = 127;

    /// @dev Batches by the id of their first token, their head.
    mapping(uint256 head => MintBatch) private _batches;
    /// @dev Of word `id / 256`, bit `id % 256` is set where a batch begins; less those that are open.
    mapping(uint256 word => uint256) private _heads;
    BitMaps.BitMap private _burntIds;
    uint64 private _minted;
    uint64 private _burnt;
    /// @dev Bit `id % 128` is set where a batch begins, of those 128 ids that the last minted one is among.
    uint128 private _openHeads;

    /// @inheritdoc IERC721Batch
    function totalSupply() public view returns (uint256) {
        return _minted - _burnt;
    }

    /// @inheritdoc IERC721Batch
    function totalMinted() public view returns (uint256) {
        return _minted;
    }

    /// @inheritdoc IERC721Batch
    function burn(uint256 tokenId) external {
        _update(address(0), tokenId, _msgSender());
    }

    /// @inheritdoc IERC721Batch
    function batchTransferFrom(address from, address to, uint256[] calldata tokenIds) public {
        for (uint256 i = 0; i < tokenIds.length; ++i) transferFrom(from, to, tokenIds[i]);
    }

    /// @inheritdoc IERC721Batch
    function safeBatchTransferFrom(
        address from,
        address to,
        uint256[] calldata tokenIds,
        bytes calldata data
    ) external {
        batchTransferFrom(from, to, tokenIds);
        for (uint256 i = 0; i < tokenIds.length; ++i) {
            ERC721Utils.checkOnERC721Received(_msgSender(), from, to, tokenIds[i], data);
        }
    }

    /// @inheritdoc IERC721Batch
    function ownersIn(uint256 firstId, uint256 lastId) external view returns (address[] memory owners) {
        if (firstId == 0 || lastId < firstId) revert ERC721BatchPageInvalid(firstId, lastId);
        owners = new address[](lastId - firstId + 1);
        for (uint256 i = 0; i < owners.length; ++i) owners[i] = _ownerOf(firstId + i);
    }

    /// @inheritdoc IERC721Batch
    function tokensOfOwnerIn(
        address owner,
        uint256 firstId,
        uint256 lastId
    ) external view returns (uint256[] memory tokenIds) {
        if (firstId == 0 || lastId < firstId) revert ERC721BatchPageInvalid(firstId, lastId);
        if (owner == address(0)) revert ERC721InvalidOwner(address(0));
        tokenIds = new uint256[](Math.min(lastId - firstId + 1, balanceOf(owner)));
        uint256 found = 0;
        for (uint256 id = firstId; id <= lastId && found < tokenIds.length; ++id) {
            if (_ownerOf(id) == owner) tokenIds[found++] = id;
        }
        // The list was made for the most there can be: what was not found is cut off.
        // solhint-disable-next-line no-inline-assembly
        assembly ("memory-safe") {
            mstore(tokenIds, found)
        }
    }

    /**
     * @dev Mints `quantity` (at least 1) tokens and then asks a receiving contract for each, as `safeMint` does.
     * All state is final before the first question.
     */
    function _safeMintBatch(address to, uint256 quantity) internal returns (uint256 firstId) {
        if (to == address(0)) revert ERC721InvalidReceiver(address(0));
        firstId = uint256(_minted) + 1;
        uint96 note = _batchNote();
        bool isAlone = quantity == 1 && note == 0;
        if (isAlone) _update(to, firstId, address(0));
        else _writeBatch(to, firstId, quantity, note);
        _count(firstId, firstId + quantity - 1, !isAlone);
        _afterMint(to, firstId, quantity);
        if (to.code.length == 0) return firstId;
        for (uint256 id = firstId; id < firstId + quantity; ++id) {
            ERC721Utils.checkOnERC721Received(_msgSender(), address(0), to, id, "");
        }
    }

    /// @dev What to remember of a batch that is minted now, at no further cost for batches of two and more.
    function _batchNote() internal view virtual returns (uint96) {
        return 0;
    }

    /// @dev Called once tokens were minted: batches do not go through {_update}. Must not call other contracts.
    // solhint-disable-next-line no-empty-blocks
    function _afterMint(address to, uint256 firstId, uint256 quantity) internal virtual {}

    /// @dev The note of the batch that the token was minted in. Zero is no note.
    function _noteOf(uint256 tokenId) internal view returns (uint96) {
        return _batches[_headOf(tokenId)].note;
    }

    function _ownerOf(uint256 tokenId) internal view virtual override returns (address owner) {
        owner = super._ownerOf(tokenId);
        if (owner != address(0) || tokenId == 0 || tokenId > _minted) return owner;
        if (_burnt != 0 && _burntIds.get(tokenId)) return address(0);
        return _batches[_headOf(tokenId)].owner;
    }

    function _update(
        address to,
        uint256 tokenId,
        address auth
    ) internal virtual override returns (address from) {
        from = super._update(to, tokenId, auth);
        if (to == address(0) && from != address(0)) {
            _burntIds.set(tokenId);
            ++_burnt;
        }
    }

    function _writeBatch(address to, uint256 firstId, uint256 quantity, uint96 note) private {
        _batches[firstId] = MintBatch(to, note);
        _increaseBalance(to, uint128(quantity));
        _announce(to, firstId, firstId + quantity);
    }

    /// @dev Emits what a mint of the ids up to `end`, exclusive, emits: the same as `emit`, at 60 gas a token less of 2,000.
    function _announce(address to, uint256 firstId, uint256 end) private {
        bytes32 topic = Transfer.selector;
        uint256 receiver = uint160(to);
        uint256 id = firstId;
        unchecked {
            do {
                // solhint-disable-next-line no-inline-assembly
                assembly ("memory-safe") {
                    log4(0, 0, topic, 0, receiver, id)
                }
            } while (++id != end);
        }
    }

    /// @dev Counts ids up to `lastId` as minted, and keeps that a batch begins at `firstId` if so.
    function _count(uint256 firstId, uint256 lastId, bool isBatch) private {
        uint256 open = _openHeads;
        if (firstId & OPEN_MASK == 0) open = _file(firstId - 1, open);
        if (isBatch) open |= 1 << (firstId & OPEN_MASK);
        if (firstId >> OPEN_SHIFT != lastId >> OPEN_SHIFT) open = _file(firstId, open);
        _minted = uint64(lastId);
        _openHeads = uint128(open);
    }

    /// @dev Files the heads of the 128 ids that `id` is among. Returns what is open then, nothing.
    function _file(uint256 id, uint256 open) private returns (uint256) {
        if (open != 0) _heads[id >> WORD_SHIFT] |= open << (id & (WORD_MASK ^ OPEN_MASK));
        return 0;
    }

    /// @dev The first id of the batch that the minted token is in.
    function _headOf(uint256 tokenId) private view returns (uint256) {
        if (tokenId >> OPEN_SHIFT == _minted >> OPEN_SHIFT) {
            uint256 open = _openHeads & _upTo(tokenId & OPEN_MASK);
            if (open != 0) return (tokenId & ~OPEN_MASK) | Math.log2(open);
        }
        uint256 word = tokenId >> WORD_SHIFT;
        uint256 heads = _heads[word] & _upTo(tokenId & WORD_MASK);
        while (heads == 0) heads = _heads[--word];
        return (word << WORD_SHIFT) | Math.log2(heads);
    }

    /// @dev A mask of the bits 0 to `place`.
    function _upTo(uint256 place) private pure returns (uint256) {
        return type(uint256).max >> (255 - place);
    }
}
