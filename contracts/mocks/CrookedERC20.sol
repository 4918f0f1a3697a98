// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import {ERC20} from "@openzeppelin/contracts/token/ERC20/ERC20.sol";
import {Address} from "@openzeppelin/contracts/utils/Address.sol";

/// @title A token that can keep a fee, say no instead of reverting, or call somebody in the middle of a transfer.
contract CrookedERC20 is ERC20 {
    uint256 public fee;
    bool public silent;
    address private _target;
    bytes private _data;

    constructor(address holder, uint256 supply) ERC20("Crooked", "CROOK") {
        _mint(holder, supply);
    }

    /// @notice Keeps this much of every transfer.
    function setFee(uint256 fee_) external {
        fee = fee_;
    }

    /// @notice Moves nothing and returns false.
    function setSilent(bool silent_) external {
        silent = silent_;
    }

    /// @notice Calls `target` once, the next time that tokens move.
    function setHook(address target, bytes calldata data) external {
        (_target, _data) = (target, data);
    }

    function transferFrom(address from, address to, uint256 value) public override returns (bool) {
        if (silent) return false;
        super.transferFrom(from, to, value);
        _burn(to, fee);
        return true;
    }

    function _update(address from, address to, uint256 value) internal override {
        address target = _target;
        _target = address(0);
        if (target != address(0)) Address.functionCall(target, _data);
        super._update(from, to, value);
    }
}
