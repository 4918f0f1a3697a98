// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import {ERC721} from "@openzeppelin/contracts/token/ERC721/ERC721.sol";

/// @title OpenZeppelin's ERC-721 as it comes: behaviour suites must pass on it too.
contract PlainERC721 is ERC721 {
    constructor(address holder, uint256 count) ERC721("Plain", "PLAIN") {
        for (uint256 id = 1; id <= count; ++id) _mint(holder, id);
    }
}
