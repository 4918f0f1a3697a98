// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import {IERC20} from "@openzeppelin/contracts/token/ERC20/IERC20.sol";

/**
 * @title Transfers that neither revert nor take more gas than they are given.
 * @dev Nothing that is returned is copied but one word, so that a callee cannot make its caller pay for memory. The
 * caller must hold enough gas for 63/64 of it to cover `gasLimit`, or the callee gets less.
 */
library BoundedTransfer {
    /// @notice Sends `amount` of `asset`, the zero address being the network's currency. Says whether it went.
    function tryTransfer(
        address asset,
        address to,
        uint256 amount,
        uint256 gasLimit
    ) internal returns (bool success) {
        if (asset == address(0)) return _send(to, amount, gasLimit);
        bytes memory data = abi.encodeCall(IERC20.transfer, (to, amount));
        // solhint-disable-next-line no-inline-assembly
        assembly ("memory-safe") {
            success := call(gasLimit, asset, 0, add(data, 0x20), mload(data), 0, 0x20)
            // As ERC-20 has it: returned nothing, or true. That there is a contract, the caller has seen.
            if returndatasize() {
                success := and(success, and(gt(returndatasize(), 0x1f), eq(mload(0), 1)))
            }
        }
    }

    function _send(address to, uint256 amount, uint256 gasLimit) private returns (bool success) {
        // solhint-disable-next-line no-inline-assembly
        assembly ("memory-safe") {
            success := call(gasLimit, to, amount, 0, 0, 0, 0)
        }
    }
}
