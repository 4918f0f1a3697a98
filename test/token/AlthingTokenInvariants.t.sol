// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import {AlthingToken} from "../../contracts/token/AlthingToken.sol";
import {VM} from "../helpers/IVm.sol";

/// @title Five holders who move, mint, burn and delegate at random, never asking for what cannot be.
contract TokenActors {
    uint256 public constant COUNT = 5;
    AlthingToken public immutable token;

    constructor() {
        token = new AlthingToken("Althing", "ALT", 1_000_000, address(this), actor(0), 1_000);
    }

    function actor(uint256 seed) public pure returns (address) {
        return address(uint160(0xA11CE + (seed % COUNT)));
    }

    function transfer(uint256 from, uint256 to, uint256 amount) external {
        uint256 bounded = amount % (token.balanceOf(actor(from)) + 1);
        VM.prank(actor(from));
        token.transfer(actor(to), bounded);
    }

    function mint(uint256 to, uint256 amount) external {
        token.mint(actor(to), amount % (token.cap() - token.totalSupply() + 1));
    }

    function burn(uint256 from, uint256 amount) external {
        uint256 bounded = amount % (token.balanceOf(actor(from)) + 1);
        VM.prank(actor(from));
        token.burn(bounded);
    }

    /// @dev One in five takes its delegation back.
    function delegate(uint256 from, uint256 to) external {
        VM.prank(actor(from));
        token.delegate(to % COUNT == 0 ? address(0) : actor(to));
    }

    function pass(uint16 time) external {
        VM.warp(block.timestamp + time);
    }
}

/// @title What holds for the token whatever its holders do.
contract AlthingTokenInvariantsTest {
    TokenActors private _actors;
    AlthingToken private _token;

    function setUp() public {
        _actors = new TokenActors();
        _token = _actors.token();
    }

    function targetContracts() external view returns (address[] memory targets) {
        targets = new address[](1);
        targets[0] = address(_actors);
    }

    /// hardhat-config: invariant.runs = 24
    /// hardhat-config: invariant.depth = 60
    /// hardhat-config: invariant.fail-on-revert = true
    function invariantSupplyIsTheSumOfBalances() external view {
        uint256 sum = 0;
        for (uint256 i = 0; i < _actors.COUNT(); ++i) sum += _token.balanceOf(_actors.actor(i));
        assert(sum == _token.totalSupply());
        assert(sum <= _token.cap());
    }

    /// hardhat-config: invariant.runs = 24
    /// hardhat-config: invariant.depth = 60
    /// hardhat-config: invariant.fail-on-revert = true
    function invariantVotesAreTheSumOfWhatWasDelegated() external view {
        for (uint256 i = 0; i < _actors.COUNT(); ++i) {
            address delegatee = _actors.actor(i);
            assert(_token.getVotes(delegatee) == _delegatedTo(delegatee));
        }
        assert(_token.getVotes(address(0)) == 0);
    }

    function _delegatedTo(address delegatee) private view returns (uint256 sum) {
        for (uint256 i = 0; i < _actors.COUNT(); ++i) {
            address holder = _actors.actor(i);
            if (_token.delegates(holder) == delegatee) sum += _token.balanceOf(holder);
        }
    }
}
