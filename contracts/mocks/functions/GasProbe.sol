// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import {Address} from "@openzeppelin/contracts/utils/Address.sol";

/// @notice A consumer that logs how much gas its callback has at entry, and can burn all of it afterwards.
contract GasProbe {
    address private immutable _router;
    bool private immutable _burns;

    event Entered(uint256 gasLeft);

    constructor(address router, bool burns) {
        _router = router;
        _burns = burns;
    }

    /// @dev The router calls back; what anyone else calls is passed on to the router.
    // solhint-disable-next-line no-complex-fallback
    fallback() external payable {
        uint256 gasLeft = gasleft();
        if (msg.sender != _router) {
            Address.functionCallWithValue(_router, msg.data, msg.value);
            return;
        }
        emit Entered(gasLeft);
        if (!_burns) return;
        // solhint-disable-next-line no-inline-assembly
        assembly ("memory-safe") {
            invalid()
        }
    }
}
