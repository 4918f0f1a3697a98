// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import {ERC721} from "@openzeppelin/contracts/token/ERC721/ERC721.sol";
import {ERC721Enumerable} from "@openzeppelin/contracts/token/ERC721/extensions/ERC721Enumerable.sol";
import {Sale} from "./Sale.sol";

contract OpenZeppelinEnumerableNft is ERC721Enumerable, Sale {
    uint256 private _minted;

    constructor(
        uint256 maxSupply,
        uint256 maxPerMint,
        uint256 price
    ) ERC721("Nft", "NFT") Sale(maxSupply, maxPerMint, price) {}

    function mint(address to, uint256 quantity) external payable {
        uint256 minted = _minted;
        _checkSale(quantity, minted);
        _minted = minted + quantity;
        for (uint256 i = 1; i <= quantity; ++i) _safeMint(to, minted + i);
    }

    function burn(uint256 tokenId) external {
        _update(address(0), tokenId, msg.sender);
    }
}
