// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import {ERC721} from "@openzeppelin/contracts/token/ERC721/ERC721.sol";
import {ERC721Utils} from "@openzeppelin/contracts/token/ERC721/utils/ERC721Utils.sol";
import {Math} from "@openzeppelin/contracts/utils/math/Math.sol";

/**
 * @title ERC721Batch
 * @notice ERC-721 whose batches are minted with one owner's slot, whatever their size. Ids count from 1.
 *
 * A token that was never transferred belongs to whom its batch was minted to. Batches are found through a bitmap of
 * their first ids: two reads for batches within 256 ids, so that a transfer costs the same anywhere in a batch.
 * Tokens cannot be burnt: a token without an owner of its own falls back to its batch.
 */
abstract contract ERC721Batch is ERC721 {
    struct MintBatch {
        address owner;
        uint96 entropy;
    }

    /// @dev Batches by the id of their first token.
    mapping(uint256 head => MintBatch) private _batches;
    /// @dev Bit `id % 256` of word `id / 256` is set where a batch begins.
    mapping(uint256 word => uint256) private _heads;
    uint64 private _minted;

    /// @notice How many tokens exist. Their ids are 1 to this number.
    function totalSupply() public view returns (uint256) {
        return _minted;
    }

    /**
     * @dev Mints `quantity` (at least 1) tokens and then asks a receiving contract for each, as `safeMint` does.
     * All state is final before the first question.
     */
    function _safeMintBatch(address to, uint256 quantity) internal returns (uint256 firstId) {
        if (to == address(0)) revert ERC721InvalidReceiver(address(0));
        firstId = uint256(_minted) + 1;
        _minted += uint64(quantity);
        _batches[firstId] = MintBatch(to, _blockEntropy());
        _heads[firstId >> 8] |= 1 << (firstId & 0xff);
        _increaseBalance(to, uint128(quantity));
        for (uint256 id = firstId; id < firstId + quantity; ++id) emit Transfer(address(0), to, id);
        for (uint256 id = firstId; id < firstId + quantity; ++id) {
            ERC721Utils.checkOnERC721Received(_msgSender(), address(0), to, id, "");
        }
    }

    /// @dev Randomness of the block in which the token was minted, see {_blockEntropy}. Tokens of a batch share it.
    function _entropyOf(uint256 tokenId) internal view returns (uint96) {
        return _batches[_headOf(tokenId)].entropy;
    }

    function _ownerOf(uint256 tokenId) internal view virtual override returns (address owner) {
        owner = super._ownerOf(tokenId);
        if (owner == address(0) && tokenId != 0 && tokenId <= _minted)
            owner = _batches[_headOf(tokenId)].owner;
    }

    /// @dev The first id of the batch that the minted token is in.
    function _headOf(uint256 tokenId) private view returns (uint256) {
        uint256 word = tokenId >> 8;
        uint256 bits = _heads[word] & (type(uint256).max >> (255 - (tokenId & 0xff)));
        while (bits == 0) bits = _heads[--word];
        return (word << 8) | Math.log2(bits);
    }

    /// @dev The parent's hash keeps blocks apart on chains whose prevrandao is a constant.
    function _blockEntropy() private view returns (uint96) {
        return uint96(uint256(keccak256(abi.encode(block.prevrandao, blockhash(block.number - 1)))));
    }
}
