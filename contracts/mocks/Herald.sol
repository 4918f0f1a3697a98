// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import {FunctionConsumer} from "../functions/FunctionConsumer.sol";
import {Call, Mode, Outcome} from "../functions/FunctionTypes.sol";
import {IFunctionRouter} from "../functions/IFunctionRouter.sol";
import {ITraits} from "../functions/samples/ITraits.sol";

/// @title A consumer as its author would write it: asks `traits` for a name, and keeps it.
contract Herald is FunctionConsumer {
    bytes32 private immutable _program;

    mapping(uint256 tokenId => string name) public nameOf;

    event NameRefused(uint256 indexed tokenId, Outcome outcome);

    constructor(IFunctionRouter router, bytes32 program) FunctionConsumer(router) {
        _program = program;
    }

    /// @notice Wei that `ask` needs; what is not used is credited to the caller's account at the router.
    function price() external view returns (uint256) {
        return functionRouter.quote(_call(0)).total;
    }

    function ask(uint256 tokenId) external payable {
        _requestPaid(msg.sender, _call(tokenId), msg.value);
    }

    function _onResult(bytes32, bytes32 tag, bytes calldata result) internal override {
        nameOf[uint256(tag)] = abi.decode(result, (ITraits.Traits)).name;
    }

    function _onFailure(bytes32, bytes32 tag, Outcome outcome, bytes calldata) internal override {
        emit NameRefused(uint256(tag), outcome);
    }

    function _call(uint256 tokenId) private view returns (Call memory) {
        return
            Call({
                program: _program,
                mode: Mode.Query,
                data: abi.encodeCall(ITraits.traits, (tokenId, bytes32("seed"))),
                fuelLimit: 50_000_000,
                maxResultBytes: 512,
                callbackGasLimit: 100_000,
                gasPriceCap: 20 gwei,
                deadline: uint64(block.timestamp + 1 hours),
                tag: bytes32(tokenId)
            });
    }
}
