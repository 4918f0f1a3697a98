// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import {IFunctionRouter} from "./IFunctionRouter.sol";
import {Request, Task} from "./FunctionTypes.sol";

/// @title The event of a new request, written without the compiler's encoder, which takes ten times the gas.
library RequestLog {
    /// @dev `emit IFunctionRouter.Requested(id, account, …)` with the fields of request and task in their order.
    function write(
        bytes32 id,
        address account,
        Request memory request,
        Task memory task,
        bytes calldata data
    ) internal {
        bytes32 topic = IFunctionRouter.Requested.selector;
        // solhint-disable-next-line no-inline-assembly
        assembly ("memory-safe") {
            let free := mload(0x40)
            // callback, payer, prices, limits, tag
            mcopy(free, request, 0xa0)
            // program; moment and prevrandao
            mstore(add(free, 0xa0), mload(task))
            mcopy(add(free, 0xc0), add(task, 0x40), 0x40)
            mstore(add(free, 0x100), 0x120)
            mstore(add(free, 0x120), data.length)
            let padded := and(add(data.length, 0x1f), not(0x1f))
            let body := add(free, 0x140)
            calldatacopy(body, data.offset, data.length)
            calldatacopy(add(body, data.length), calldatasize(), sub(padded, data.length))
            log3(free, add(0x140, padded), topic, id, account)
        }
    }
}
