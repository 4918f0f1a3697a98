// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import {IFunctionRouter} from "./IFunctionRouter.sol";
import {Request, Task} from "./FunctionTypes.sol";

/// @title The event of a new request, written without the compiler's encoder, which takes ten times the gas.
library RequestLog {
    /// @dev `emit IFunctionRouter.Requested(id, account, functionId, request, task, data)`.
    function write(
        bytes32 id,
        address account,
        uint256 functionId,
        Request memory request,
        Task memory task,
        bytes calldata data
    ) internal {
        bytes32 topic = IFunctionRouter.Requested.selector;
        // solhint-disable-next-line no-inline-assembly
        assembly ("memory-safe") {
            let free := mload(0x40)
            mcopy(free, request, 0xc0)
            mcopy(add(free, 0xc0), task, 0xa0)
            mstore(add(free, 0x160), 0x180)
            mstore(add(free, 0x180), data.length)
            let padded := and(add(data.length, 0x1f), not(0x1f))
            let body := add(free, 0x1a0)
            calldatacopy(body, data.offset, data.length)
            calldatacopy(add(body, data.length), calldatasize(), sub(padded, data.length))
            log4(free, add(0x1a0, padded), topic, id, account, functionId)
        }
    }
}
