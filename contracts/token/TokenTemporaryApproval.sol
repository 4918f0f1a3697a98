// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import {IERC7674} from "@openzeppelin/contracts/interfaces/draft-IERC7674.sol";
import {ERC20} from "@openzeppelin/contracts/token/ERC20/ERC20.sol";
import {ERC20TemporaryApproval} from "@openzeppelin/contracts/token/ERC20/extensions/draft-ERC20TemporaryApproval.sol";
import {IERC20} from "@openzeppelin/contracts/token/ERC20/IERC20.sol";
import {GovernanceToken} from "./GovernanceToken.sol";

/// @title TokenTemporaryApproval
/// @notice A token with allowances that are gone when the transaction ends (ERC-7674), spent before lasting ones.
abstract contract TokenTemporaryApproval is GovernanceToken, ERC20TemporaryApproval {
    /// @notice What `spender` may still take from `owner`, the temporary allowance included, in smallest units.
    function allowance(
        address owner,
        address spender
    ) public view virtual override(IERC20, ERC20, ERC20TemporaryApproval) returns (uint256) {
        return super.allowance(owner, spender);
    }

    /// @inheritdoc GovernanceToken
    function supportsInterface(bytes4 interfaceId) public view virtual override returns (bool) {
        return interfaceId == type(IERC7674).interfaceId || super.supportsInterface(interfaceId);
    }

    function _spendAllowance(
        address owner,
        address spender,
        uint256 value
    ) internal virtual override(ERC20, ERC20TemporaryApproval) {
        super._spendAllowance(owner, spender, value);
    }

    function _update(
        address from,
        address to,
        uint256 value
    ) internal virtual override(ERC20, GovernanceToken) {
        super._update(from, to, value);
    }
}
