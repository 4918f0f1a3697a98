// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import {ERC20Pausable} from "@openzeppelin/contracts/token/ERC20/extensions/ERC20Pausable.sol";
import {GovernanceToken} from "./GovernanceToken.sol";
import {ITokenPausable} from "./ITokenPausable.sol";

/// @title TokenPausable
/// @notice A token that its organisation can stop. See {ITokenPausable}.
abstract contract TokenPausable is ITokenPausable, GovernanceToken, ERC20Pausable {
    /// @inheritdoc ITokenPausable
    bytes32 public constant PAUSER_ROLE = keccak256("PAUSER_ROLE");

    constructor() {
        _grantRole(PAUSER_ROLE, _admin);
    }

    /// @inheritdoc ITokenPausable
    function pause() external onlyRole(PAUSER_ROLE) {
        _pause();
    }

    /// @inheritdoc ITokenPausable
    function unpause() external onlyRole(PAUSER_ROLE) {
        _unpause();
    }

    /// @inheritdoc GovernanceToken
    function mintable() public view virtual override returns (uint256) {
        return paused() ? 0 : super.mintable();
    }

    function _update(
        address from,
        address to,
        uint256 value
    ) internal virtual override(GovernanceToken, ERC20Pausable) {
        super._update(from, to, value);
    }
}
