// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import {IERC20} from "@openzeppelin/contracts/token/ERC20/IERC20.sol";
import {IMandates} from "./IMandates.sol";
import {PayoutList} from "./PayoutList.sol";

/// @title What the treasury does to pay a list: hand its sum to the mandates, which pay it out in the same operation.
library PayoutOperation {
    using PayoutList for bytes;

    /// @notice The calls. Native currency comes with the one that pays it out, tokens in one before.
    function calls(
        uint256 id,
        address asset,
        bytes calldata list
    ) internal view returns (address[] memory targets, uint256[] memory values, bytes[] memory payloads) {
        uint256 last = asset == address(0) ? 0 : 1;
        targets = new address[](last + 1);
        values = new uint256[](last + 1);
        payloads = new bytes[](last + 1);
        targets[last] = address(this);
        payloads[last] = abi.encodeCall(IMandates.pay, (id, list));
        if (last == 0) {
            values[0] = list.sum();
        } else {
            targets[0] = asset;
            payloads[0] = abi.encodeCall(IERC20.transfer, (address(this), list.sum()));
        }
    }
}
