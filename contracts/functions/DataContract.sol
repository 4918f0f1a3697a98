// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

/**
 * @title Bytes kept as the code of a contract: 200 gas a byte to write, one account access to read however many.
 * @dev The code starts with STOP, so that a call of the contract does nothing.
 */
library DataContract {
    /// @notice The contract could not be created: too little gas, or more than 24,575 bytes.
    error DataContractCreation(uint256 length);

    /// @dev `PUSH2 size, DUP1, PUSH1 10, PUSH0, CODECOPY, PUSH0, RETURN` gives back what follows it as the code.
    function write(bytes memory data) internal returns (address pointer) {
        bytes memory creation = abi.encodePacked(
            hex"61",
            uint16(data.length + 1),
            hex"80600a5f395ff3",
            hex"00",
            data
        );
        // solhint-disable-next-line no-inline-assembly
        assembly ("memory-safe") {
            pointer := create(0, add(creation, 0x20), mload(creation))
        }
        if (pointer == address(0)) revert DataContractCreation(data.length);
    }

    /// @dev How many bytes were written.
    function length(address pointer) internal view returns (uint256) {
        unchecked {
            return pointer.code.length - 1;
        }
    }

    /// @dev The bytes from `start` on, `size` of them.
    function read(address pointer, uint256 start, uint256 size) internal view returns (bytes memory data) {
        // solhint-disable-next-line no-inline-assembly
        assembly ("memory-safe") {
            data := mload(0x40)
            mstore(data, size)
            extcodecopy(pointer, add(data, 0x20), add(start, 1), size)
            mstore(0x40, and(add(add(data, size), 0x3f), not(0x1f)))
        }
    }
}
