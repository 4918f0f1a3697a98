// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import {IERC3156FlashBorrower} from "@openzeppelin/contracts/interfaces/IERC3156FlashBorrower.sol";
import {IERC3156FlashLender} from "@openzeppelin/contracts/interfaces/IERC3156FlashLender.sol";
import {IERC20} from "@openzeppelin/contracts/token/ERC20/IERC20.sol";

/// @title A borrower that does what it is told with what it is lent, and tells what it was told.
contract FlashBorrower is IERC3156FlashBorrower {
    enum Manner {
        Repay,
        AnswerWrongly,
        ApproveNothing,
        SpendOne
    }

    Manner public manner;

    event Lent(address initiator, address token, uint256 amount, uint256 fee, bytes data, uint256 balance);
    event Answered(bool answer);

    function setManner(Manner manner_) external {
        manner = manner_;
    }

    function borrow(IERC3156FlashLender lender, uint256 amount, bytes calldata data) external {
        emit Answered(lender.flashLoan(this, address(lender), amount, data));
    }

    function onFlashLoan(
        address initiator,
        address token,
        uint256 amount,
        uint256 fee,
        bytes calldata data
    ) external returns (bytes32) {
        emit Lent(initiator, token, amount, fee, data, IERC20(token).balanceOf(address(this)));
        if (manner == Manner.SpendOne) IERC20(token).transfer(initiator, 1);
        if (manner != Manner.ApproveNothing) IERC20(token).approve(msg.sender, amount + fee);
        return manner == Manner.AnswerWrongly ? bytes32(0) : keccak256("ERC3156FlashBorrower.onFlashLoan");
    }
}
