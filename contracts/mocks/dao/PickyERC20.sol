// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import {ERC20} from "@openzeppelin/contracts/token/ERC20/ERC20.sol";

/// @title A token that says no to one recipient, or keeps a fee.
contract PickyERC20 is ERC20 {
    address public immutable refused;
    uint256 public fee;

    constructor(address holder, uint256 supply, address refused_) ERC20("Picky", "PICK") {
        refused = refused_;
        _mint(holder, supply);
    }

    /// @notice Keeps this much of every transfer.
    function setFee(uint256 fee_) external {
        fee = fee_;
    }

    /// @notice Returns false, without a revert, where the recipient is the refused one.
    function transfer(address to, uint256 value) public override returns (bool) {
        if (to == refused) return false;
        super.transfer(to, value);
        _burn(to, fee);
        return true;
    }
}
