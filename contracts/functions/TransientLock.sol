// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

/**
 * @title A re-entrancy lock in transient storage (EIP-1153).
 * @dev OpenZeppelin's does the same in assembly, of which the compiler warns in every build of every user.
 */
abstract contract TransientLock {
    uint256 private transient _locked;

    /// @notice The function was entered again from a call that it made.
    error TransientLockReentered();

    modifier nonReentrant() {
        _lock();
        _;
        _locked = 0;
    }

    function _lock() private {
        if (_locked != 0) revert TransientLockReentered();
        _locked = 1;
    }
}
