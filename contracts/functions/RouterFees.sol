// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import {Ownable} from "@openzeppelin/contracts/access/Ownable.sol";
import {IFunctionRegistry} from "./IFunctionRegistry.sol";
import {IFunctionRouter} from "./IFunctionRouter.sol";
import {IOperatorSet} from "./IOperatorSet.sol";
import {RouterAccounts} from "./RouterAccounts.sol";

/**
 * @title What settlements earned for operators, authors and the treasury, until each claims it.
 * @dev Operators share one accumulator an epoch, so that settling costs the same however many they are. What a whole
 * batch adds to only grows, and claims are counted apart: nobody can make the next batch dearer by claiming.
 */
abstract contract RouterFees is RouterAccounts, Ownable {
    IFunctionRegistry public immutable registry;
    IOperatorSet public immutable operatorSet;

    uint256 private _treasuryEarned;
    uint256 private _treasuryClaimed;
    mapping(uint256 functionId => uint256) public royaltyOf;
    mapping(uint32 epoch => uint256 feesOfEach) private _operatorFees;
    mapping(uint32 epoch => mapping(uint256 index => uint256)) private _claimedFees;

    constructor(IFunctionRegistry registry_, IOperatorSet operatorSet_) {
        registry = registry_;
        operatorSet = operatorSet_;
    }

    /// @inheritdoc IFunctionRouter
    function claimRoyalty(uint256 functionId) external nonReentrant returns (uint256 amount) {
        address owner = registry.ownerOf(functionId);
        amount = royaltyOf[functionId];
        royaltyOf[functionId] = 0;
        _credit(owner, amount);
        emit RoyaltyClaimed(functionId, owner, amount);
    }

    /// @inheritdoc IFunctionRouter
    function claimOperatorFees(uint32 epoch, uint256 index) external nonReentrant returns (uint256 amount) {
        address payout = operatorSet.operatorOf(epoch, index).payout;
        amount = operatorFeesOf(epoch, index);
        _claimedFees[epoch][index] += amount;
        _credit(payout, amount);
        emit OperatorFeesClaimed(epoch, index, payout, amount);
    }

    /// @inheritdoc IFunctionRouter
    function claimTreasuryFees() external nonReentrant returns (uint256 amount) {
        address payable treasury = payable(owner());
        amount = treasuryFees();
        _treasuryClaimed += amount;
        emit TreasuryFeesClaimed(treasury, amount);
        _pay(treasury, amount);
    }

    /// @inheritdoc IFunctionRouter
    function treasuryFees() public view returns (uint256) {
        return _treasuryEarned - _treasuryClaimed;
    }

    /// @inheritdoc IFunctionRouter
    function operatorFeesOf(uint32 epoch, uint256 index) public view returns (uint256) {
        return _operatorFees[epoch] - _claimedFees[epoch][index];
    }

    /// @dev Splits `fees` evenly between the epoch's `count` operators; what does not divide is the treasury's.
    function _accrue(uint32 epoch, uint256 count, uint256 fees, uint256 treasury) internal {
        uint256 each = fees / count;
        _operatorFees[epoch] += each;
        _treasuryEarned += treasury + fees - each * count;
    }

    function _accrueRoyalty(uint256 functionId, uint256 amount) internal {
        if (amount > 0) royaltyOf[functionId] += amount;
    }
}
