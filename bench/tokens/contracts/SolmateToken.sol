// SPDX-License-Identifier: AGPL-3.0-only
pragma solidity ^0.8.28;

// Installed in bench/ on first use.
// solhint-disable-next-line import-path-check
import {ERC20} from "solmate/src/tokens/ERC20.sol";

/// @dev Permits, no votes, no cap, no roles.
contract SolmateToken is ERC20 {
    constructor(address holder, uint256 amount) ERC20("Token", "TKN", 18) {
        _mint(holder, amount);
    }
}
