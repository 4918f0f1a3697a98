// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import {Ownable} from "@openzeppelin/contracts/access/Ownable.sol";
import {IFunctionRegistry} from "./IFunctionRegistry.sol";
import {IFunctionRouter} from "./IFunctionRouter.sol";
import {RouterOperators} from "./RouterOperators.sol";
import {Till} from "./types/Till.sol";
import {Pricing} from "./Pricing.sol";
import {RouterCommitments} from "./RouterCommitments.sol";

/**
 * @title What settlements earned for submitters, operators, authors and the treasury, until each claims it.
 * @dev A settlement adds to one slot, the till of its epoch, submitter and function, for whomever; `collect` sorts it
 * later, for operators into one accumulator an epoch, so that settling costs the same however many they are.
 */
abstract contract RouterFees is RouterCommitments, RouterOperators, Ownable {
    struct TillSlot {
        Till till;
    }

    IFunctionRegistry public immutable registry;

    mapping(address submitter => mapping(uint256 epochAndFunction => TillSlot)) private _tills;
    mapping(uint256 functionId => uint256) public royaltyOf;
    mapping(uint32 epoch => uint256 feesOfEach) private _operatorFees;
    mapping(uint32 epoch => mapping(uint256 index => uint256)) private _claimedFees;
    uint256 public treasuryFees;

    constructor(IFunctionRegistry registry_) {
        registry = registry_;
    }

    /// @inheritdoc IFunctionRouter
    function collect(TillKey[] calldata keys) external nonReentrant {
        for (uint256 i = 0; i < keys.length; ++i) {
            _collect(keys[i].epoch, keys[i].submitter, keys[i].functionId);
        }
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
        amount = treasuryFees;
        treasuryFees = 0;
        emit TreasuryFeesClaimed(treasury, amount);
        _pay(treasury, amount);
    }

    /// @inheritdoc IFunctionRouter
    function tillOf(TillKey calldata key) external view returns (Takings memory) {
        return Pricing.split(_tillSlot(key.epoch, key.submitter, key.functionId).till);
    }

    /// @inheritdoc IFunctionRouter
    function operatorFeesOf(uint32 epoch, uint256 index) public view returns (uint256) {
        return _operatorFees[epoch] - _claimedFees[epoch][index];
    }

    /**
     * @dev Adds fees to the caller's till. A till that is full, or whose fees are split in another way, is collected
     * first: once in a million ether, or after the DAO changed a share.
     */
    function _earnFees(
        uint32 epoch,
        uint256 functionId,
        Till empty,
        uint256 sharedFees,
        uint256 byteFees
    ) internal returns (TillSlot storage slot, Till till) {
        slot = _tillSlot(epoch, msg.sender, functionId);
        bool fits;
        (till, fits) = slot.till.addFees(sharedFees, byteFees);
        if (!fits || !till.hasShares(empty)) {
            _collect(epoch, msg.sender, functionId);
            (till, ) = empty.addFees(sharedFees, byteFees);
        }
        slot.till = till;
    }

    /// @dev Adds gas to the till that the fees just went to.
    function _earnGas(TillSlot storage slot, Till till, uint256 reimbursed) internal {
        (Till sum, bool fits) = till.addGas(reimbursed);
        if (fits) slot.till = sum;
        else _credit(msg.sender, reimbursed);
    }

    function _tillSlot(
        uint32 epoch,
        address submitter,
        uint256 functionId
    ) private view returns (TillSlot storage) {
        return _tills[submitter][(uint256(epoch) << 48) | functionId];
    }

    /// @dev Operators of the epoch share evenly; what does not divide is the treasury's.
    function _collect(uint32 epoch, address submitter, uint256 functionId) private {
        TillSlot storage slot = _tillSlot(epoch, submitter, functionId);
        Takings memory takings = Pricing.split(slot.till);
        if (takings.reimbursed + takings.operators + takings.treasury + takings.royalty == 0) return;
        slot.till = Till.wrap(0);
        uint256 count = operatorSet.countOf(epoch);
        uint256 each = takings.operators / count;
        _operatorFees[epoch] += each;
        treasuryFees += takings.treasury + takings.operators - each * count;
        royaltyOf[functionId] += takings.royalty;
        _credit(submitter, takings.reimbursed);
        emit Collected(epoch, submitter, functionId, takings);
    }
}
