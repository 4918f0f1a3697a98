// SPDX-License-Identifier: AGPL-3.0-only
pragma solidity ^0.8.28;

// Installed in bench/ on first use.
// solhint-disable-next-line import-path-check
import {ERC721} from "solmate/src/tokens/ERC721.sol";
import {Sale} from "./Sale.sol";

contract SolmateNft is ERC721, Sale {
    error NotAuthorized();

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

    /// @dev Its library leaves it to the contract to check who burns.
    function burn(uint256 tokenId) external {
        address owner = ownerOf(tokenId);
        if (msg.sender != owner && !isApprovedForAll[owner][msg.sender] && msg.sender != getApproved[tokenId])
            revert NotAuthorized();
        _burn(tokenId);
    }

    function tokenURI(uint256) public pure override returns (string memory) {
        return "";
    }
}
