// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import {Hashes} from "@openzeppelin/contracts/utils/cryptography/Hashes.sol";
import {AlthingToken} from "../../contracts/organisation/Althing/AlthingToken.sol";
import {Round} from "../../contracts/token/IMerkleDistributor.sol";
import {Grant} from "../../contracts/token/IVesting.sol";
import {MerkleDistributor} from "../../contracts/token/MerkleDistributor.sol";
import {Vesting} from "../../contracts/token/Vesting.sol";
import {VM} from "../helpers/IVm.sol";
import {tokenFor} from "../helpers/TokenSettings.sol";

/// @title The treasury grants, opens rounds whose trees may promise too much, and takes back; others claim, at random.
contract Payers {
    uint256 public constant COUNT = 5;
    AlthingToken public immutable token;
    Vesting public immutable vesting;
    MerkleDistributor public immutable distributor;

    mapping(uint256 id => uint256) public granted;
    mapping(uint256 id => uint256) public vestedOnce;

    /// @dev What each round's two leaves are of.
    mapping(uint256 round => uint256[2]) private _amounts;

    constructor() {
        token = new AlthingToken(tokenFor(address(this), address(this)));
        vesting = new Vesting(token, address(this));
        distributor = new MerkleDistributor(token, address(this));
        token.mint(address(this), token.mintable());
        token.approve(address(vesting), type(uint256).max);
        token.approve(address(distributor), type(uint256).max);
    }

    function actor(uint256 seed) public pure returns (address) {
        return address(uint160(0xA11CE + (seed % COUNT)));
    }

    function grant(
        uint256 to,
        uint16 amount,
        uint16 start,
        uint16 cliff,
        uint16 rest,
        bool revocable
    ) external {
        if (token.balanceOf(address(this)) <= amount) return;
        Grant[] memory grants = new Grant[](1);
        uint40 begin = uint40(block.timestamp) + start / 2;
        uint40 first = begin + cliff / 4;
        grants[0] = Grant(actor(to), begin, first, revocable, uint208(amount) + 1, first + rest);
        granted[vesting.grant(grants)] = uint256(amount) + 1;
    }

    function claimGrant(uint256 seed) external {
        if (vesting.grantCount() == 0) return;
        uint256 id = seed % vesting.grantCount();
        vestedOnce[id] = vesting.vestedOf(id);
        if (vesting.claimableOf(id) != 0) vesting.claim(id);
    }

    function revoke(uint256 seed) external {
        if (vesting.grantCount() == 0) return;
        uint256 id = seed % vesting.grantCount();
        if (!vesting.grantOf(id).revocable) return;
        vestedOnce[id] = vesting.vestedOf(id);
        vesting.revoke(id);
        assert(vesting.vestedOf(id) == vestedOnce[id]);
    }

    function openRound(uint16 total, uint16[2] calldata amounts, uint16 duration) external {
        if (token.balanceOf(address(this)) <= total) return;
        uint256 round = distributor.roundCount();
        _amounts[round] = [uint256(amounts[0]), amounts[1]];
        bytes32 root = Hashes.commutativeKeccak256(_leaf(round, 0), _leaf(round, 1));
        distributor.openRound(root, uint208(total) + 1, uint40(block.timestamp) + duration);
    }

    function claimRound(uint256 seed, bool second) external {
        if (distributor.roundCount() == 0) return;
        uint256 round = seed % distributor.roundCount();
        uint256 index = second ? 1 : 0;
        bytes32[] memory proof = new bytes32[](1);
        proof[0] = _leaf(round, 1 - index);
        bool payable_ = _payable(round, index);
        try distributor.claim(round, index, actor(index), _amounts[round][index], proof) {
            assert(payable_);
        } catch {
            assert(!payable_);
        }
    }

    function closeRound(uint256 seed) external {
        if (distributor.roundCount() == 0) return;
        uint256 round = seed % distributor.roundCount();
        if (distributor.roundOf(round).expiry != 0) distributor.closeRound(round);
    }

    function pass(uint16 time) external {
        VM.warp(block.timestamp + time);
    }

    function _payable(uint256 round, uint256 index) private view returns (bool) {
        Round memory found = distributor.roundOf(round);
        return
            block.timestamp <= found.expiry &&
            !distributor.isClaimed(round, index) &&
            _amounts[round][index] <= found.remaining;
    }

    function _leaf(uint256 round, uint256 index) private view returns (bytes32) {
        return keccak256(bytes.concat(keccak256(abi.encode(index, actor(index), _amounts[round][index]))));
    }
}

/// @title Vesting and distributor hold what they owe, and pay no more than was granted.
contract PayersInvariantsTest {
    Payers private _payers;

    function setUp() public {
        _payers = new Payers();
    }

    function targetContracts() external view returns (address[] memory targets) {
        targets = new address[](1);
        targets[0] = address(_payers);
    }

    /// hardhat-config: invariant.runs = 24
    /// hardhat-config: invariant.depth = 60
    /// hardhat-config: invariant.fail-on-revert = true
    function invariantVestingHoldsWhatItOwes() external view {
        Vesting vesting = _payers.vesting();
        uint256 owed = 0;
        for (uint256 id = 0; id < vesting.grantCount(); ++id) {
            uint256 claimed = vesting.claimedOf(id);
            assert(claimed <= vesting.vestedOf(id));
            assert(vesting.vestedOf(id) >= _payers.vestedOnce(id));
            assert(vesting.vestedOf(id) <= vesting.grantOf(id).amount);
            assert(vesting.grantOf(id).amount <= _payers.granted(id));
            owed += vesting.grantOf(id).amount - claimed;
        }
        assert(_payers.token().balanceOf(address(vesting)) == owed);
    }

    /// hardhat-config: invariant.runs = 24
    /// hardhat-config: invariant.depth = 60
    /// hardhat-config: invariant.fail-on-revert = true
    function invariantDistributorHoldsWhatRemains() external view {
        MerkleDistributor distributor = _payers.distributor();
        uint256 remaining = 0;
        for (uint256 round = 0; round < distributor.roundCount(); ++round) {
            assert(distributor.roundOf(round).remaining <= distributor.roundOf(round).total);
            remaining += distributor.roundOf(round).remaining;
        }
        assert(_payers.token().balanceOf(address(distributor)) == remaining);
    }
}
