// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import {Call, Mode} from "../functions/FunctionTypes.sol";
import {IMandates} from "./IMandates.sol";
import {PayoutList} from "./PayoutList.sol";

/// @title The call that a mandate makes of its function: what follows from the mandate is not voted on.
library MandateCall {
    /// @dev A callback keeps a hash, and tells the list in an event: that is gas a byte of it.
    uint32 private constant CALLBACK_GAS = 60_000;
    uint32 private constant CALLBACK_BYTE_GAS = 14;

    /// @notice A longer list than the mandate's ends as a Trap of the function, and the mandate with it.
    function toCall(
        IMandates.Question calldata question,
        uint256 id,
        uint256 maxRecipients
    ) internal view returns (Call memory) {
        uint32 resultBytes = uint32(PayoutList.size(maxRecipients));
        return
            Call({
                program: question.program,
                mode: Mode.Query,
                data: question.data,
                fuelLimit: question.fuelLimit,
                maxResultBytes: resultBytes,
                callbackGasLimit: CALLBACK_GAS + resultBytes * CALLBACK_BYTE_GAS,
                gasPriceCap: question.gasPriceCap,
                deadline: uint64(block.timestamp) + question.duration,
                tag: bytes32(id)
            });
    }
}
