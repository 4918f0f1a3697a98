// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

// Installed in bench/ on first use.
// solhint-disable-next-line import-path-check
import {ERC721} from "solady/src/tokens/ERC721.sol";
import {Sale} from "./Sale.sol";

contract SoladyNft is ERC721, Sale {
    uint256 private _minted;

    constructor(uint256 maxSupply, uint256 maxPerMint, uint256 price) Sale(maxSupply, maxPerMint, price) {}

    function mint(address to, uint256 quantity) external payable {
        uint256 minted = _minted;
        _checkSale(quantity, minted);
        _minted = minted + quantity;
        for (uint256 i = 1; i <= quantity; ++i) _safeMint(to, minted + i);
    }

    function burn(uint256 tokenId) external {
        _burn(msg.sender, tokenId);
    }

    function name() public pure override returns (string memory) {
        return "Nft";
    }

    function symbol() public pure override returns (string memory) {
        return "NFT";
    }

    function tokenURI(uint256) public pure override returns (string memory) {
        return "";
    }
}
