// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import {Address} from "@openzeppelin/contracts/utils/Address.sol";
import {IFunctionConsumer} from "../../functions/IFunctionConsumer.sol";
import {Outcome} from "../../functions/FunctionTypes.sol";

/// @notice A consumer that does in its callback, or when it is paid, whatever it was told to; for hostile plots.
contract ScriptedConsumer is IFunctionConsumer {
    struct Step {
        address target;
        uint256 value;
        bytes data;
    }

    Step[] private _callbackSteps;
    Step[] private _paymentSteps;
    uint256 private _revertBytes;

    error Bomb(bytes data);

    event Stepped(bool success, bytes returned);

    /// @notice Does one step now, as this contract.
    function act(Step calldata step) external payable returns (bytes memory) {
        return Address.functionCallWithValue(step.target, step.data, step.value);
    }

    function planCallback(Step[] calldata steps) external {
        delete _callbackSteps;
        for (uint256 i = 0; i < steps.length; ++i) _callbackSteps.push(steps[i]);
    }

    function planPayment(Step[] calldata steps) external {
        delete _paymentSteps;
        for (uint256 i = 0; i < steps.length; ++i) _paymentSteps.push(steps[i]);
    }

    /// @notice Makes the callback end in a revert with so many bytes of data.
    function planRevert(uint256 revertBytes) external {
        _revertBytes = revertBytes;
    }

    function onFunctionResult(bytes32, bytes32, Outcome, bytes calldata) external {
        for (uint256 i = 0; i < _callbackSteps.length; ++i) _try(_callbackSteps[i]);
        if (_revertBytes > 0) revert Bomb(new bytes(_revertBytes));
    }

    receive() external payable {
        for (uint256 i = 0; i < _paymentSteps.length; ++i) _try(_paymentSteps[i]);
    }

    function _try(Step memory step) private {
        (bool success, bytes memory returned) = step.target.call{value: step.value}(step.data);
        emit Stepped(success, returned);
    }
}
