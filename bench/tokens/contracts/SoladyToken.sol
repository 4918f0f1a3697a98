// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

// Installed in bench/ on first use.
// solhint-disable-next-line import-path-check
import {ERC20Votes} from "solady/src/tokens/ERC20Votes.sol";

/// @dev Votes and permits, no cap, no roles.
contract SoladyToken is ERC20Votes {
    constructor(address holder, uint256 amount) {
        _mint(holder, amount);
    }

    function name() public pure override returns (string memory) {
        return "Token";
    }

    function symbol() public pure override returns (string memory) {
        return "TKN";
    }

    function _constantNameHash() internal pure override returns (bytes32) {
        return keccak256("Token");
    }
}
