// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import {Answers} from "./Answers.sol";

/// @dev What the consumer needs of Chainlink's FunctionsRouter.
interface IChainlinkRouter {
    function sendRequest(
        uint64 subscriptionId,
        bytes calldata data,
        uint16 dataVersion,
        uint32 callbackGasLimit,
        bytes32 donId
    ) external returns (bytes32);
}

/// @title Does and emits what a consumer on Chainlink's FunctionsClient does, with a request that comes encoded.
contract ChainlinkConsumer is Answers {
    event RequestSent(bytes32 indexed id);
    event RequestFulfilled(bytes32 indexed id);

    error OnlyRouterCanFulfill();

    uint16 private constant DATA_VERSION = 1;

    IChainlinkRouter private immutable _router;
    uint64 private immutable _subscriptionId;
    uint32 private immutable _callbackGasLimit;
    bytes32 private immutable _donId;

    constructor(IChainlinkRouter router, uint64 subscriptionId, uint32 callbackGasLimit, bytes32 donId) {
        (_router, _subscriptionId, _callbackGasLimit, _donId) = (
            router,
            subscriptionId,
            callbackGasLimit,
            donId
        );
    }

    function ask(bytes calldata data) external {
        bytes32 id = _router.sendRequest(_subscriptionId, data, DATA_VERSION, _callbackGasLimit, _donId);
        emit RequestSent(id);
    }

    function handleOracleFulfillment(bytes32 id, bytes calldata response, bytes calldata) external {
        if (msg.sender != address(_router)) revert OnlyRouterCanFulfill();
        _keep(response);
        emit RequestFulfilled(id);
    }
}
