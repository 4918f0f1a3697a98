// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import {LowLevelCall} from "@openzeppelin/contracts/utils/LowLevelCall.sol";

/// @title Reverts with whatever it is called with.
contract Reverter {
    fallback(bytes calldata data) external payable returns (bytes memory) {
        LowLevelCall.bubbleRevert(data);
    }
}
