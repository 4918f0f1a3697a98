// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import {Address} from "@openzeppelin/contracts/utils/Address.sol";

/// @notice A recipient that burns all gas it gets, until it is told to behave.
contract Glutton {
    bool private _full;

    /// @notice Takes payments from now on.
    function behave() external {
        _full = true;
    }

    function execute(address target, bytes calldata data) external {
        Address.functionCall(target, data);
    }

    receive() external payable {
        _eat();
    }

    function _eat() private view {
        uint256 eaten = 0;
        while (!_full) ++eaten;
    }
}
