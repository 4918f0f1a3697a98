// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import {IERC20} from "@openzeppelin/contracts/token/ERC20/IERC20.sol";

/**
 * @title What stands behind an operator's signatures.
 * @notice Amounts are in the smallest unit of the bond's token, or wei. A stake belongs to its holder and stands under a
 * signer; all the stakes under one signer are its bond, and are lost together if it is slashed.
 */
interface IOperatorBonds {
    /**
     * @param bonded What counts towards the minimum.
     * @param leaving What is being taken out, and can still be slashed.
     * @param slashed The signer is out for good; all that stood under it is gone.
     */
    struct Bond {
        uint256 bonded;
        uint256 leaving;
        bool slashed;
    }

    /// @param readyAt Unix time in seconds from which `leaving` can be withdrawn.
    struct Stake {
        uint256 bonded;
        uint256 leaving;
        uint256 readyAt;
    }

    event Bonded(address indexed signer, address indexed holder, address indexed from, uint256 amount);
    event Unbonding(address indexed signer, address indexed holder, uint256 amount, uint256 readyAt);
    event BondWithdrawn(address indexed signer, address indexed holder, uint256 amount);
    event MinBondChanged(uint256 previous, uint256 current);
    /// @notice All of the signer's bond went: `reward` to the reporter, the rest of `amount` to the treasury.
    event OperatorSlashed(
        address indexed signer,
        address indexed reporter,
        address indexed treasury,
        uint256 amount,
        uint256 reward
    );
    event ProceedsClaimed(address indexed account, uint256 amount);

    /// @notice Told `amount`, the contract received `received`: the wrong wei, or a token that takes a fee.
    error BondsAmount(uint256 amount, uint256 received);
    error BondsZeroAddress();
    /// @notice The signer's signatures count: it has to leave the operator set first.
    error BondsMember(address signer);
    error BondsSlashed(address signer);
    /// @notice `holder` has `had` under the signer, `needed` are asked for.
    error BondsStake(address signer, address holder, uint256 had, uint256 needed);
    /// @notice What leaves can be withdrawn from `readyAt` on.
    error BondsNotReady(uint256 readyAt);
    /// @notice `had` is bonded under the signer, a member needs `needed`.
    error BondsBelowMinimum(address signer, uint256 had, uint256 needed);

    /**
     * @notice Puts `amount` of the caller's under `signer` as a stake of `holder`, who alone can take it out again. In
     * native currency the sent wei have to be `amount`; a token has to be approved before.
     */
    function bond(address signer, address holder, uint256 amount) external payable;

    /**
     * @notice Begins to take out `amount` of the caller's stake under `signer`, which must have left the set. It can be
     * withdrawn after `UNBONDING`, together with what was leaving before, and is slashed like any other until it is.
     */
    function unbond(address signer, uint256 amount) external;

    /// @notice Pays the caller what it took out from under `signer`.
    function withdrawBond(address signer) external returns (uint256 amount);

    /// @notice Pays `account` its part of what was slashed. Anyone may call.
    function claimProceeds(address account) external returns (uint256 amount);

    /// @notice Sets the least bond of a member; epochs that started already are not touched. Only the owner.
    function setMinBond(uint256 amount) external;

    /// @notice What bonds are made in; 0 is native currency.
    function bondToken() external view returns (IERC20);
    function minBond() external view returns (uint256);
    function bondOf(address signer) external view returns (Bond memory);
    function stakeOf(address signer, address holder) external view returns (Stake memory);
    function proceedsOf(address account) external view returns (uint256);
}
