// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

// Installed in bench/ on first use.
// solhint-disable-next-line import-path-check
import {ERC721A} from "erc721a/contracts/ERC721A.sol";
import {Sale} from "./Sale.sol";

contract Erc721aNft is ERC721A, Sale {
    constructor(
        uint256 maxSupply,
        uint256 maxPerMint,
        uint256 price
    ) ERC721A("Nft", "NFT") Sale(maxSupply, maxPerMint, price) {}

    function mint(address to, uint256 quantity) external payable {
        _checkSale(quantity, _totalMinted());
        _safeMint(to, quantity);
    }

    function burn(uint256 tokenId) external {
        _burn(tokenId, true);
    }

    function _startTokenId() internal pure override returns (uint256) {
        return 1;
    }
}
