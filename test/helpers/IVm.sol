// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

/// @title The cheatcodes that our Solidity tests use.
interface IVm {
    struct Log {
        bytes32[] topics;
        bytes data;
        address emitter;
    }

    /// @notice The next call comes from `sender`.
    function prank(address sender) external;

    /// @notice Sets the block's timestamp, in seconds.
    function warp(uint256 timestamp) external;

    /// @notice Sets an account's balance, in wei.
    function deal(address account, uint256 balance) external;

    /// @notice Sets the gas price of the transaction, in wei.
    function txGasPrice(uint256 price) external;

    /// @notice Sets the block's base fee, in wei.
    function fee(uint256 baseFee) external;

    /// @notice The address of a private key.
    function addr(uint256 privateKey) external pure returns (address);

    /// @notice Signs a digest.
    function sign(uint256 privateKey, bytes32 digest) external pure returns (uint8 v, bytes32 r, bytes32 s);

    /// @notice Keeps the events from now on for `getRecordedLogs`, which forgets them.
    function recordLogs() external;
    function getRecordedLogs() external returns (Log[] memory);

    /// @notice The creation code of a compiled contract, from its artifact.
    function getCode(string calldata artifact) external view returns (bytes memory);

    /// @notice An environment variable, or `otherwise` where there is none.
    function envOr(string calldata name, string calldata otherwise) external view returns (string memory);

    /// @notice Adds a line to a file that the configuration lets tests write.
    function writeLine(string calldata path, string calldata data) external;

    /// @notice Writes the gas that the last call burnt to snapshots/<group>.json when snapshots are taken.
    function snapshotGasLastCall(string calldata group, string calldata name) external returns (uint256);
}

IVm constant VM = IVm(address(uint160(uint256(keccak256("hevm cheat code")))));
