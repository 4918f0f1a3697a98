// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import {Allocation, TokenSettings} from "../../contracts/token/IGovernanceToken.sol";

/// @dev A token of at most a million units, of which `holder` has a thousand.
function tokenFor(address admin, address holder) pure returns (TokenSettings memory) {
    Allocation[] memory premint = new Allocation[](1);
    premint[0] = Allocation(holder, 1_000);
    return TokenSettings("Althing", "ALT", 1_000_000, admin, premint);
}
