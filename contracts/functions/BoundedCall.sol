// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

/// @title A call that a callee cannot use to make its caller pay for memory.
library BoundedCall {
    /**
     * @notice Calls `target` with exactly `gasLimit` gas and copies at most `maxCopy` bytes of the data it reverts with.
     * @dev Plain Solidity copies all of the returned data; a hostile callee would choose how much. The caller must
     * hold enough gas for 63/64 of it to cover `gasLimit`, or the callee gets less.
     */
    function tryCall(
        address target,
        uint256 gasLimit,
        bytes memory data,
        uint256 maxCopy
    ) internal returns (bool success, bytes memory reason) {
        // solhint-disable-next-line no-inline-assembly
        assembly ("memory-safe") {
            success := call(gasLimit, target, 0, add(data, 0x20), mload(data), 0, 0)
            if iszero(success) {
                let size := returndatasize()
                if gt(size, maxCopy) {
                    size := maxCopy
                }
                reason := mload(0x40)
                mstore(reason, size)
                returndatacopy(add(reason, 0x20), 0, size)
                mstore(0x40, and(add(add(reason, size), 0x3f), not(0x1f)))
            }
        }
    }
}
