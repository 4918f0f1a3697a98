// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import {IERC20} from "@openzeppelin/contracts/token/ERC20/IERC20.sol";
import {SafeERC20} from "@openzeppelin/contracts/token/ERC20/utils/SafeERC20.sol";

/// @title Funding
/// @notice Takes in what is promised to others, in full or not at all.
library Funding {
    using SafeERC20 for IERC20;

    /// @dev A token that keeps a part of what it moves would leave the last one paid short.
    error FundingShort(uint256 promised, uint256 received);

    /// @dev Takes `amount` of the token from the caller, who approved it.
    function takeIn(IERC20 token, uint256 amount) internal {
        uint256 before = token.balanceOf(address(this));
        token.safeTransferFrom(msg.sender, address(this), amount);
        uint256 received = token.balanceOf(address(this)) - before;
        if (received != amount) revert FundingShort(amount, received);
    }
}
