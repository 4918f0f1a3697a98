// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import {Ownable} from "@openzeppelin/contracts/access/Ownable.sol";
import {IERC20} from "@openzeppelin/contracts/token/ERC20/IERC20.sol";
import {Equivocation, Statement} from "./Equivocation.sol";
import {IOperatorSet} from "./IOperatorSet.sol";
import {IRollKeeper} from "./IRollKeeper.sol";
import {OperatorBonds} from "./OperatorBonds.sol";
import {Periods} from "./Periods.sol";
import {Roll, Rolls} from "./types/Roll.sol";

/**
 * @title The operator set: epochs of members under the DAO's control.
 * @dev The routers keep copies of what counts now, which only this contract writes, at once and in the same transaction.
 */
contract OperatorSet is IOperatorSet, OperatorBonds {
    using Rolls for *;

    /// @notice How long an epoch still counts after the next one started, in seconds.
    uint256 public constant GRACE = Periods.GRACE;

    /// @notice Most members of a set: one bit each.
    uint256 public constant MAX_OPERATORS = 64;

    /// @notice Most routers that a set serves.
    uint256 public constant MAX_ROUTERS = 4;

    address public guardian;
    uint32 public currentEpoch;
    uint64 private _graceEnds;
    mapping(uint32 epoch => Roll) private _rolls;
    IRollKeeper[] private _routers;
    /// @dev Whoever deployed the set names its first router: neither can be made after the other otherwise. 0 from then on.
    address private _deployer;

    /// @inheritdoc IOperatorSet
    mapping(IRollKeeper router => bool) public hasServed;

    constructor(
        address owner_,
        address guardian_,
        IERC20 bondToken_,
        Operator[] memory operators
    ) Ownable(owner_) OperatorBonds(bondToken_) {
        _deployer = msg.sender;
        _setGuardian(guardian_);
        _startEpoch(operators);
    }

    /// @inheritdoc IOperatorSet
    function startEpoch(Operator[] calldata operators) external onlyOwner {
        _startEpoch(operators);
    }

    /// @inheritdoc IOperatorSet
    function revoke(uint32 epoch, uint256 index) external {
        Operator memory operator = operatorOf(epoch, index);
        if (msg.sender != owner() && msg.sender != guardian && msg.sender != operator.sender) {
            revert OperatorSetNotAllowed(msg.sender);
        }
        if (!_counts(epoch)) revert OperatorSetEpoch(epoch, currentEpoch);
        _revoke(epoch, index, operator.signer);
    }

    /// @inheritdoc IOperatorSet
    function slash(IRollKeeper router, Statement calldata first, Statement calldata second) external {
        if (!hasServed[router]) revert OperatorSetUnknownRouter(router);
        address signer = Equivocation.signerOf(address(router), first, second);
        _slash(signer, msg.sender);
        _dismiss(currentEpoch, signer);
        _dismiss(currentEpoch - 1, signer);
    }

    /// @inheritdoc IOperatorSet
    function setGuardian(address guardian_) external onlyOwner {
        _setGuardian(guardian_);
    }

    /// @inheritdoc IOperatorSet
    function addRouter(IRollKeeper router) external {
        if (msg.sender != _deployer && msg.sender != owner()) revert OperatorSetNotAllowed(msg.sender);
        if (_routers.length == MAX_ROUTERS) revert OperatorSetRouters(MAX_ROUTERS);
        _deployer = address(0);
        _routers.push(router);
        hasServed[router] = true;
        emit RouterAdded(router);
        router.turnRoll(currentRoll(), 0);
    }

    /// @inheritdoc IOperatorSet
    function removeRouter(IRollKeeper router) external onlyOwner {
        uint256 count = _routers.length;
        uint256 index = 0;
        while (index < count && address(_routers[index]) != address(router)) ++index;
        if (index == count) revert OperatorSetUnknownRouter(router);
        _routers[index] = _routers[count - 1];
        _routers.pop();
        emit RouterRemoved(router);
        _retire(router, currentEpoch);
        _retire(router, currentEpoch - 1);
    }

    /// @inheritdoc IOperatorSet
    function operatorsOf(uint32 epoch) external view returns (Operator[] memory operators) {
        uint256 count = countOf(epoch);
        operators = new Operator[](count);
        address keys = _rolls[epoch].keys;
        bytes memory pairs = keys.pairs(count);
        for (uint256 i = 0; i < count; ++i) {
            operators[i] = Operator(pairs.signer(i), pairs.sender(i), keys.payout(count, i));
        }
    }

    /// @inheritdoc IOperatorSet
    function membersOf(uint32 epoch) external view returns (uint256) {
        return _rolls[epoch].members;
    }

    /// @inheritdoc IOperatorSet
    function isMember(address signer) external view returns (bool) {
        return _isCounted(signer);
    }

    /// @inheritdoc IOperatorSet
    function size() external view returns (uint256 count, uint256 quorum) {
        count = countOf(currentEpoch);
        quorum = count.quorumOf();
    }

    /// @inheritdoc IOperatorSet
    function routers() external view returns (IRollKeeper[] memory) {
        return _routers;
    }

    /// @inheritdoc IOperatorSet
    function currentRoll() public view returns (Roll memory) {
        return _rolls[currentEpoch];
    }

    /// @inheritdoc IOperatorSet
    function countOf(uint32 epoch) public view returns (uint256) {
        address keys = _rolls[epoch].keys;
        return keys == address(0) ? 0 : keys.count();
    }

    /// @inheritdoc IOperatorSet
    function operatorOf(uint32 epoch, uint256 index) public view returns (Operator memory) {
        uint256 count = countOf(epoch);
        if (index >= count) revert OperatorSetUnknownOperator(epoch, index, count);
        address keys = _rolls[epoch].keys;
        bytes memory pairs = keys.pairs(count);
        return Operator(pairs.signer(index), pairs.sender(index), keys.payout(count, index));
    }

    function _startEpoch(Operator[] memory operators) private {
        uint256 count = operators.length;
        if (count == 0 || count > MAX_OPERATORS) revert OperatorSetSize(count, MAX_OPERATORS);
        uint32 epoch = ++currentEpoch;
        _graceEnds = uint64(block.timestamp + GRACE);
        _rolls[epoch] = Roll(epoch, _writeKeys(operators), uint64(type(uint64).max >> (64 - count)));
        for (uint256 i = 0; i < _routers.length; ++i) _routers[i].turnRoll(_rolls[epoch], _graceEnds);
        emit EpochStarted(epoch, operators, count.quorumOf());
    }

    function _writeKeys(Operator[] memory operators) private returns (address) {
        (bytes memory keyPairs, bytes memory payouts) = (new bytes(0), new bytes(0));
        address previous = address(0);
        for (uint256 i = 0; i < operators.length; ++i) {
            Operator memory operator = operators[i];
            _checkOperator(operator, previous);
            previous = operator.signer;
            keyPairs = bytes.concat(keyPairs, bytes20(operator.signer), bytes20(operator.sender));
            payouts = bytes.concat(payouts, bytes20(operator.payout));
        }
        return Rolls.write(keyPairs, payouts);
    }

    function _checkOperator(Operator memory operator, address previous) private view {
        address signer = operator.signer;
        if (signer <= previous) revert OperatorSetOrder(previous, signer);
        if (operator.sender == address(0) || operator.payout == address(0))
            revert OperatorSetIncomplete(signer);
        _requireBond(signer);
    }

    function _setGuardian(address guardian_) private {
        emit GuardianChanged(guardian, guardian_);
        guardian = guardian_;
    }

    function _revoke(uint32 epoch, uint256 index, address signer) private {
        uint64 members = _rolls[epoch].members & ~uint64(1 << index);
        _rolls[epoch].members = members;
        for (uint256 i = 0; i < _routers.length; ++i) _routers[i].setMembers(epoch, members);
        emit OperatorRevoked(epoch, index, signer);
    }

    /// @dev Keys that this set could no longer revoke must not count. A router that fails is removed all the same.
    function _retire(IRollKeeper router, uint32 epoch) private {
        // solhint-disable-next-line no-empty-blocks
        try router.setMembers(epoch, 0) {} catch {}
    }

    /// @dev Takes a signer out of an epoch, if it counts in it.
    function _dismiss(uint32 epoch, address signer) private {
        (bool found, uint256 index) = _find(epoch, signer);
        if (found) _revoke(epoch, index, signer);
    }

    function _isCounted(address signer) internal view override returns (bool found) {
        (found, ) = _find(currentEpoch, signer);
        if (!found) (found, ) = _find(currentEpoch - 1, signer);
    }

    function _counts(uint32 epoch) private view returns (bool) {
        if (epoch == 0) return false;
        return epoch == currentEpoch || (epoch == currentEpoch - 1 && block.timestamp <= _graceEnds);
    }

    /// @dev The place of a signer that counts, in an epoch that does.
    function _find(uint32 epoch, address signer) private view returns (bool found, uint256 index) {
        if (!_counts(epoch)) return (false, 0);
        uint256 count = countOf(epoch);
        Roll memory roll = _rolls[epoch];
        bytes memory pairs = roll.keys.pairs(count);
        while (index < count && pairs.signer(index) != signer) ++index;
        found = (roll.members >> index) & 1 == 1;
    }
}
