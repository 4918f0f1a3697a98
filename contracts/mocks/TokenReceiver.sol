// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import {IERC1363Receiver} from "@openzeppelin/contracts/interfaces/IERC1363Receiver.sol";
import {IERC1363Spender} from "@openzeppelin/contracts/interfaces/IERC1363Spender.sol";
import {IERC721Receiver} from "@openzeppelin/contracts/token/ERC721/IERC721Receiver.sol";

/// @title A contract that is asked whether it takes tokens, and tells what it was asked.
contract TokenReceiver is IERC1363Receiver, IERC1363Spender, IERC721Receiver {
    bool private immutable _accepts;

    event Received(address operator, address from, uint256 value, bytes data);
    event Approved(address owner, uint256 value, bytes data);

    constructor(bool accepts) {
        _accepts = accepts;
    }

    function onTransferReceived(
        address operator,
        address from,
        uint256 value,
        bytes calldata data
    ) external returns (bytes4) {
        emit Received(operator, from, value, data);
        return _answer(this.onTransferReceived.selector);
    }

    function onApprovalReceived(address owner, uint256 value, bytes calldata data) external returns (bytes4) {
        emit Approved(owner, value, data);
        return _answer(this.onApprovalReceived.selector);
    }

    function onERC721Received(
        address operator,
        address from,
        uint256 tokenId,
        bytes calldata data
    ) external returns (bytes4) {
        emit Received(operator, from, tokenId, data);
        return _answer(this.onERC721Received.selector);
    }

    function _answer(bytes4 selector) private view returns (bytes4) {
        return _accepts ? selector : bytes4(0xdeadbeef);
    }
}
