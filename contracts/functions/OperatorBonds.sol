// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import {Ownable} from "@openzeppelin/contracts/access/Ownable.sol";
import {IERC20} from "@openzeppelin/contracts/token/ERC20/IERC20.sol";
import {SafeERC20} from "@openzeppelin/contracts/token/ERC20/utils/SafeERC20.sol";
import {Address} from "@openzeppelin/contracts/utils/Address.sol";
import {IOperatorBonds} from "./IOperatorBonds.sol";
import {Periods} from "./Periods.sol";
import {Pricing} from "./Pricing.sol";
import {TransientLock} from "./TransientLock.sol";

/**
 * @title The operators' bonds.
 * @dev Who puts a stake down names its holder, and nobody else can ever take it out: neither the signer, whose key lives in
 * a process that faces the network, nor whoever bonded for the same signer first, nor the DAO by naming another payout.
 * A slashed signer stays slashed, so the stakes under it need no share of what is left: nothing is.
 */
abstract contract OperatorBonds is IOperatorBonds, Ownable, TransientLock {
    using SafeERC20 for IERC20;

    /// @notice How long a stake that is taken out can still be slashed, in seconds.
    uint256 public constant UNBONDING = Periods.UNBONDING;

    /**
     * @notice The part of a slashed bond, in basis points, that goes to whoever proved it. Small, as an operator about to be
     * slashed can be first with the proof and so keep it.
     */
    uint256 public constant REPORTER_SHARE = 1_000;

    IERC20 public immutable bondToken;

    uint256 public minBond;
    mapping(address account => uint256) public proceedsOf;
    mapping(address signer => Bond) private _bonds;
    mapping(address signer => mapping(address holder => Stake)) private _stakes;

    constructor(IERC20 bondToken_) {
        bondToken = bondToken_;
    }

    /// @inheritdoc IOperatorBonds
    function bond(address signer, address holder, uint256 amount) external payable nonReentrant {
        if (signer == address(0) || holder == address(0)) revert BondsZeroAddress();
        _requireUnslashed(signer);
        _bonds[signer].bonded += amount;
        _stakes[signer][holder].bonded += amount;
        emit Bonded(signer, holder, msg.sender, amount);
        _takeIn(amount);
    }

    /// @inheritdoc IOperatorBonds
    function unbond(address signer, uint256 amount) external {
        _requireUnslashed(signer);
        if (_isCounted(signer)) revert BondsMember(signer);
        (Bond storage bond_, Stake storage stake) = (_bonds[signer], _stakes[signer][msg.sender]);
        if (amount > stake.bonded) revert BondsStake(signer, msg.sender, stake.bonded, amount);
        (bond_.bonded, bond_.leaving) = (bond_.bonded - amount, bond_.leaving + amount);
        (stake.bonded, stake.leaving) = (stake.bonded - amount, stake.leaving + amount);
        stake.readyAt = block.timestamp + UNBONDING;
        emit Unbonding(signer, msg.sender, amount, stake.readyAt);
    }

    /// @inheritdoc IOperatorBonds
    function withdrawBond(address signer) external nonReentrant returns (uint256 amount) {
        _requireUnslashed(signer);
        Stake storage stake = _stakes[signer][msg.sender];
        amount = stake.leaving;
        if (block.timestamp < stake.readyAt) revert BondsNotReady(stake.readyAt);
        stake.leaving = 0;
        _bonds[signer].leaving -= amount;
        emit BondWithdrawn(signer, msg.sender, amount);
        _payOut(msg.sender, amount);
    }

    /// @inheritdoc IOperatorBonds
    function claimProceeds(address account) external nonReentrant returns (uint256 amount) {
        amount = proceedsOf[account];
        proceedsOf[account] = 0;
        emit ProceedsClaimed(account, amount);
        _payOut(account, amount);
    }

    /// @inheritdoc IOperatorBonds
    function setMinBond(uint256 amount) external onlyOwner {
        emit MinBondChanged(minBond, amount);
        minBond = amount;
    }

    /// @inheritdoc IOperatorBonds
    function bondOf(address signer) external view returns (Bond memory) {
        return _bonds[signer];
    }

    /// @inheritdoc IOperatorBonds
    function stakeOf(address signer, address holder) external view returns (Stake memory stake) {
        if (!_bonds[signer].slashed) stake = _stakes[signer][holder];
    }

    /// @dev Takes all that stands under a signer, once: half of it would leave a proven liar something to lie for.
    function _slash(address signer, address reporter) internal {
        _requireUnslashed(signer);
        uint256 amount = _bonds[signer].bonded + _bonds[signer].leaving;
        uint256 reward = (amount * REPORTER_SHARE) / Pricing.BASIS_POINTS;
        address treasury = owner();
        _bonds[signer] = Bond(0, 0, true);
        proceedsOf[reporter] += reward;
        proceedsOf[treasury] += amount - reward;
        emit OperatorSlashed(signer, reporter, treasury, amount, reward);
    }

    function _requireBond(address signer) internal view {
        _requireUnslashed(signer);
        uint256 had = _bonds[signer].bonded;
        if (had < minBond) revert BondsBelowMinimum(signer, had, minBond);
    }

    /// @dev Whether the signer's signatures count now.
    function _isCounted(address signer) internal view virtual returns (bool);

    function _requireUnslashed(address signer) private view {
        if (_bonds[signer].slashed) revert BondsSlashed(signer);
    }

    /// @dev A token that keeps a part of what it moves would leave the last holder short.
    function _takeIn(uint256 amount) private {
        bool native = address(bondToken) == address(0);
        if (msg.value != (native ? amount : 0)) revert BondsAmount(amount, msg.value);
        if (native) return;
        uint256 before = bondToken.balanceOf(address(this));
        bondToken.safeTransferFrom(msg.sender, address(this), amount);
        uint256 received = bondToken.balanceOf(address(this)) - before;
        if (received != amount) revert BondsAmount(amount, received);
    }

    function _payOut(address to, uint256 amount) private {
        if (address(bondToken) == address(0)) Address.sendValue(payable(to), amount);
        else bondToken.safeTransfer(to, amount);
    }
}
