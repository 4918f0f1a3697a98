// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import {IERC3156FlashLender} from "@openzeppelin/contracts/interfaces/IERC3156FlashLender.sol";
import {ERC20} from "@openzeppelin/contracts/token/ERC20/ERC20.sol";
import {ERC20FlashMint} from "@openzeppelin/contracts/token/ERC20/extensions/ERC20FlashMint.sol";
import {GovernanceToken} from "./GovernanceToken.sol";

/**
 * @title TokenFlashMint
 * @notice Lends tokens that do not exist for the length of a call, without a fee (ERC-3156). What can be lent is what the
 * cap leaves.
 * @dev Lent tokens vote while the call lasts. `getPastVotes`, which governors read, never sees them, since no moment of the
 * past has them left; `getVotes` in the middle of a transaction does, as it sees every balance of that moment.
 */
abstract contract TokenFlashMint is GovernanceToken, ERC20FlashMint {
    /// @notice The most that can be lent at this moment, in smallest units; none of any other token.
    function maxFlashLoan(address token) public view virtual override returns (uint256) {
        return token == address(this) ? mintable() : 0;
    }

    /// @inheritdoc GovernanceToken
    function supportsInterface(bytes4 interfaceId) public view virtual override returns (bool) {
        return interfaceId == type(IERC3156FlashLender).interfaceId || super.supportsInterface(interfaceId);
    }

    function _update(
        address from,
        address to,
        uint256 value
    ) internal virtual override(ERC20, GovernanceToken) {
        super._update(from, to, value);
    }
}
