// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import {FunctionHashes} from "../../contracts/functions/FunctionHashes.sol";
import {Request, Task} from "../../contracts/functions/FunctionTypes.sol";
import {Callback} from "../../contracts/functions/types/Callback.sol";
import {Limits} from "../../contracts/functions/types/Limits.sol";
import {Moment} from "../../contracts/functions/types/Moment.sol";
import {Payer} from "../../contracts/functions/types/Payer.sol";
import {Prices} from "../../contracts/functions/types/Prices.sol";

/// @title The header of a request, made again from what its event tells, as operators do.
library RequestedEvent {
    using FunctionHashes for Task;

    /// @dev The event's fields but the call's data.
    struct Fields {
        Callback callback;
        Payer payer;
        Prices prices;
        Limits limits;
        bytes32 tag;
        bytes32 program;
        Moment moment;
        bytes32 prevrandao;
    }

    /// @param eventData Of the event `Requested`.
    function header(bytes memory eventData) internal pure returns (Request memory) {
        (Fields memory f, bytes memory data) = abi.decode(eventData, (Fields, bytes));
        bytes32 task = Task(f.program, keccak256(data), f.moment, f.prevrandao, 0).hash();
        return Request(f.callback, f.payer, f.prices, f.limits, f.tag, task);
    }
}
