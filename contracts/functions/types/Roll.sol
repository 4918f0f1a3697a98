// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import {DataContract} from "../DataContract.sol";

/**
 * @notice An epoch's members. One slot.
 * @param keys Data contract: signer and sender of each member, then each one's payout account, 20 bytes apiece.
 * @param members Bit i is set while the keys of member i count.
 */
struct Roll {
    uint32 epoch;
    address keys;
    uint64 members;
}

/// @title The data contract behind a roll.
library Rolls {
    uint256 private constant PAIR = 40;
    uint256 private constant MEMBER = 60;

    function write(bytes memory keyPairs, bytes memory payouts) internal returns (address keys) {
        return DataContract.write(bytes.concat(keyPairs, payouts));
    }

    /// @dev How many members the epoch has, revoked ones included.
    function count(address keys) internal view returns (uint256) {
        unchecked {
            return DataContract.length(keys) / MEMBER;
        }
    }

    /// @dev Signer and sender of the first `size` members.
    function pairs(address keys, uint256 size) internal view returns (bytes memory) {
        unchecked {
            return DataContract.read(keys, 0, size * PAIR);
        }
    }

    function payout(address keys, uint256 size, uint256 index) internal view returns (address) {
        return _address(DataContract.read(keys, size * PAIR + index * 20, 20), 0);
    }

    function signer(bytes memory pairs_, uint256 index) internal pure returns (address) {
        unchecked {
            return _address(pairs_, index * PAIR);
        }
    }

    function sender(bytes memory pairs_, uint256 index) internal pure returns (address) {
        unchecked {
            return _address(pairs_, index * PAIR + 20);
        }
    }

    /// @dev k of n: f = (n-1)/3, k = (n+f)/2 + 1.
    function quorumOf(uint256 size) internal pure returns (uint256) {
        unchecked {
            return (size + (size - 1) / 3) / 2 + 1;
        }
    }

    function _address(bytes memory data, uint256 at) private pure returns (address found) {
        // solhint-disable-next-line no-inline-assembly
        assembly ("memory-safe") {
            found := shr(96, mload(add(add(data, 0x20), at)))
        }
    }
}
