// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import {ERC721} from "@openzeppelin/contracts/token/ERC721/ERC721.sol";
import {ERC721Batch} from "../../contracts/nft/ERC721Batch.sol";

/// @title Random mints, transfers and burns, beside the plainest model there is: a list of owners.
contract BatchModelTest is ERC721Batch {
    uint256 private constant SEQUENCES = 10_000;
    uint256 private constant HOLDERS = 5;

    mapping(uint256 tokenId => address) private _owner;
    mapping(address holder => uint256) private _balance;
    uint256 private _supply;
    uint96 private _note;

    constructor() ERC721("Model", "MODEL") {}

    /// @dev Each sequence mints a batch, moves three tokens and burns one, new ones or any, burnt ones never.
    function testOwnersAreThoseOfAPlainListOverTenThousandSequences() public {
        uint256 dice = 1;
        for (uint256 sequence = 0; sequence < SEQUENCES; ++sequence) {
            dice = uint256(keccak256(abi.encode(dice)));
            _mintAtRandom(dice);
            for (uint256 move = 0; move < 3; ++move) {
                _moveAtRandom(uint32(dice >> (64 + 32 * move)), _holder(dice >> (32 + 4 * move)));
            }
            if (dice >> 255 == 1) _moveAtRandom(uint32(dice >> 192), address(0));
        }
        _compareAll();
    }

    /// @dev Any start, and twenty moves: what fuzzing finds is short.
    function testFuzzOwnersAreThoseOfAPlainList(uint256 seed) public {
        for (uint256 i = 0; i < 20; ++i) {
            seed = uint256(keccak256(abi.encode(seed)));
            if (seed % 3 == 0) _mintAtRandom(seed);
            else _moveAtRandom(uint32(seed >> 64), seed % 3 == 1 ? _holder(seed >> 32) : address(0));
        }
        _compareAll();
    }

    function _batchNote() internal view override returns (uint96) {
        return _note;
    }

    /// @dev Mostly few, at times more than a word of 256 ids; half of them with a note, as single tokens differ then.
    function _mintAtRandom(uint256 dice) private {
        uint256 quantity = dice % 100 == 0 ? 300 : ((dice >> 8) % 6) + 1;
        address to = _holder(dice >> 16);
        _note = uint96((dice >> 20) & 1);
        uint256 firstId = _safeMintBatch(to, quantity);
        for (uint256 id = firstId; id < firstId + quantity; ++id) _owner[id] = to;
        _balance[to] += quantity;
        _supply += quantity;
        _compare(firstId);
        _compare(firstId + quantity - 1);
    }

    /// @dev Half of the time one of the latest ten.
    function _moveAtRandom(uint256 dice, address to) private {
        uint256 minted = totalMinted();
        if (minted == 0) return;
        uint256 tokenId =
            dice & 1 == 0 || minted < 10 ? ((dice >> 1) % minted) + 1 : minted - ((dice >> 1) % 10);
        address from = _owner[tokenId];
        if (from == address(0)) return;
        _update(to, tokenId, address(0));
        _owner[tokenId] = to;
        --_balance[from];
        if (to == address(0)) --_supply;
        else ++_balance[to];
        _compare(tokenId - 1);
        _compare(tokenId);
        _compare(tokenId + 1);
    }

    function _compare(uint256 tokenId) private view {
        assert(_ownerOf(tokenId) == _owner[tokenId]);
    }

    function _compareAll() private view {
        for (uint256 id = 0; id <= totalMinted() + 1; ++id) _compare(id);
        uint256 sum = 0;
        for (uint256 i = 0; i < HOLDERS; ++i) {
            address holder = _holder(i);
            assert(balanceOf(holder) == _balance[holder]);
            sum += _balance[holder];
        }
        assert(sum == _supply && totalSupply() == _supply);
    }

    function _holder(uint256 dice) private pure returns (address) {
        return address(uint160(0xA11CE + (dice % HOLDERS)));
    }
}
