// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

/**
 * @title A re-entrancy lock in transient storage (EIP-1153).
 * @dev OpenZeppelin's does the same in assembly, of which the compiler warns in every build of every user.
 */
abstract contract TransientLock {
    bool private transient _locked;

    /// @notice The function was entered again from a call that it made.
    error TransientLockReentered();

    modifier nonReentrant() {
        _lock();
        _;
        _locked = false;
    }

    function _lock() private {
        if (_locked) revert TransientLockReentered();
        _locked = true;
    }
}
