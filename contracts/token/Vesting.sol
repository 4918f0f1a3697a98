// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import {IERC20} from "@openzeppelin/contracts/token/ERC20/IERC20.sol";
import {SafeERC20} from "@openzeppelin/contracts/token/ERC20/utils/SafeERC20.sol";
import {Multicall} from "@openzeppelin/contracts/utils/Multicall.sol";
import {Funding} from "./Funding.sol";
import {Grant, IVesting} from "./IVesting.sol";

/**
 * @title Vesting
 * @notice Vesting schedules with cliffs. See {IVesting}.
 * @dev OpenZeppelin's `VestingWallet` is a contract for each beneficiary and cannot be revoked.
 */
contract Vesting is IVesting, Multicall {
    using SafeERC20 for IERC20;
    using Funding for IERC20;

    /// @inheritdoc IVesting
    IERC20 public immutable token;

    /// @inheritdoc IVesting
    address public immutable treasury;

    /// @inheritdoc IVesting
    uint256 public grantCount;

    /// @inheritdoc IVesting
    mapping(uint256 id => uint256) public claimedOf;

    mapping(uint256 id => Grant) private _grants;

    constructor(IERC20 token_, address treasury_) {
        if (address(token_) == address(0) || treasury_ == address(0)) revert VestingZeroAddress();
        token = token_;
        treasury = treasury_;
    }

    /// @inheritdoc IVesting
    function grant(Grant[] calldata grants) external returns (uint256 firstId) {
        firstId = grantCount;
        grantCount = firstId + grants.length;
        uint256 total = 0;
        for (uint256 i = 0; i < grants.length; ++i) {
            _store(firstId + i, grants[i]);
            total += grants[i].amount;
        }
        token.takeIn(total);
    }

    /// @inheritdoc IVesting
    function claim(uint256 id) external returns (uint256 amount) {
        amount = claimableOf(id);
        if (amount == 0) revert VestingNothingDue(id, claimedOf[id]);
        claimedOf[id] += amount;
        address beneficiary = _grants[id].beneficiary;
        emit Claimed(id, beneficiary, amount);
        token.safeTransfer(beneficiary, amount);
    }

    /// @inheritdoc IVesting
    function revoke(uint256 id) external returns (uint256 returned) {
        if (msg.sender != treasury) revert VestingNotTreasury(msg.sender, treasury);
        uint256 vested = vestedOf(id);
        Grant storage found = _grants[id];
        if (!found.revocable) revert VestingIrrevocable(id);
        returned = found.amount - vested;
        // Both fit: the amount only gets smaller, and the grant was still running if the end moves.
        found.amount = uint208(vested);
        if (block.timestamp < found.end) found.end = uint40(block.timestamp);
        found.revocable = false;
        emit Revoked(id, vested, returned);
        token.safeTransfer(treasury, returned);
    }

    /// @inheritdoc IVesting
    function claimableOf(uint256 id) public view returns (uint256) {
        return vestedOf(id) - claimedOf[id];
    }

    /// @inheritdoc IVesting
    function vestedOf(uint256 id) public view returns (uint256) {
        Grant memory found = grantOf(id);
        if (block.timestamp < found.cliff) return 0;
        if (block.timestamp >= found.end) return found.amount;
        return (uint256(found.amount) * (block.timestamp - found.start)) / (found.end - found.start);
    }

    /// @inheritdoc IVesting
    function grantOf(uint256 id) public view returns (Grant memory) {
        if (id >= grantCount) revert VestingUnknown(id);
        return _grants[id];
    }

    function _store(uint256 id, Grant calldata draft) private {
        if (draft.beneficiary == address(0) || draft.amount == 0)
            revert VestingGrantEmpty(draft.beneficiary, draft.amount);
        if (draft.start > draft.cliff || draft.cliff > draft.end)
            revert VestingTimes(draft.start, draft.cliff, draft.end);
        _grants[id] = draft;
        emit Granted(id, draft.beneficiary, msg.sender, draft);
    }
}
