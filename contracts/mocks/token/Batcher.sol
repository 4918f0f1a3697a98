// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import {Address} from "@openzeppelin/contracts/utils/Address.sol";

/// @title Makes several calls in one transaction, and tells what they returned.
contract Batcher {
    event Returned(bytes data);

    function run(address[] calldata targets, bytes[] calldata data) external {
        for (uint256 i = 0; i < targets.length; ++i) emit Returned(Address.functionCall(targets[i], data[i]));
    }
}
