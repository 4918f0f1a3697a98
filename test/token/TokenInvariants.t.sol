// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import {EveryModuleToken} from "../../contracts/mocks/composed/EveryModuleToken.sol";
import {FlashBorrower} from "../../contracts/mocks/token/FlashBorrower.sol";
import {VM} from "../helpers/IVm.sol";
import {tokenFor} from "../helpers/TokenSettings.sol";

/**
 * @title Five holders of a token with every module, who do at random all that can be done, and never what cannot be.
 * @dev Before time passes they note what everybody's votes must have been at that moment, from balances and delegates alone.
 */
contract TokenActors {
    uint256 public constant COUNT = 5;
    EveryModuleToken public immutable token;

    uint48[] public moments;
    mapping(uint48 moment => uint256) public supplyAt;
    mapping(uint48 moment => mapping(address account => uint256)) public votesAt;

    FlashBorrower private immutable _borrower;

    constructor() {
        token = new EveryModuleToken(tokenFor(address(this), actor(0)));
        token.grantRole(token.BRIDGE_ROLE(), address(this));
        _borrower = new FlashBorrower();
    }

    function actor(uint256 seed) public pure returns (address) {
        return address(uint160(0xA11CE + (seed % COUNT)));
    }

    function momentCount() external view returns (uint256) {
        return moments.length;
    }

    function transfer(uint256 from, uint256 to, uint256 amount) external {
        if (_stopped(from) || _stopped(to)) return;
        uint256 bounded = _held(from, amount);
        VM.prank(actor(from));
        token.transfer(actor(to), bounded);
    }

    /// @dev Lasting and temporary allowance, half of each.
    function transferFrom(uint256 from, uint256 to, uint256 amount) external {
        if (_stopped(from) || _stopped(to)) return;
        uint256 bounded = _held(from, amount);
        VM.prank(actor(from));
        token.approve(address(this), bounded - bounded / 2);
        VM.prank(actor(from));
        token.temporaryApprove(address(this), bounded / 2);
        token.transferFrom(actor(from), actor(to), bounded);
        assert(token.allowance(actor(from), address(this)) == 0);
    }

    function mint(uint256 to, uint256 amount, bool bridged) external {
        if (_stopped(to)) return;
        uint256 bounded = amount % (token.mintable() + 1);
        if (bridged) token.crosschainMint(actor(to), bounded);
        else token.mint(actor(to), bounded);
    }

    function burn(uint256 from, uint256 amount, bool bridged) external {
        if (_stopped(from)) return;
        uint256 bounded = _held(from, amount);
        if (bridged) return token.crosschainBurn(actor(from), bounded);
        VM.prank(actor(from));
        token.burn(bounded);
    }

    function borrow(uint256 amount) external {
        _borrower.borrow(token, amount % (token.maxFlashLoan(address(token)) + 1), "");
    }

    /// @dev One in five takes its delegation back.
    function delegate(uint256 from, uint256 to) external {
        VM.prank(actor(from));
        token.delegate(to % COUNT == 0 ? address(0) : actor(to));
    }

    function freeze(uint256 account, bool thaw) external {
        if (thaw) token.unfreeze(actor(account));
        else token.freeze(actor(account));
    }

    function pause() external {
        token.pause();
        assert(token.mintable() == 0);
        token.unpause();
    }

    function pass(uint16 time) external {
        uint48 moment = token.clock();
        if (supplyAt[moment] == 0) moments.push(moment);
        supplyAt[moment] = token.totalSupply() + 1;
        for (uint256 i = 0; i < COUNT; ++i) votesAt[moment][actor(i)] = delegatedTo(actor(i));
        VM.warp(block.timestamp + 1 + time);
    }

    /// @notice The balances of those who delegate to the account.
    function delegatedTo(address delegatee) public view returns (uint256 sum) {
        for (uint256 i = 0; i < COUNT; ++i) {
            if (token.delegates(actor(i)) == delegatee) sum += token.balanceOf(actor(i));
        }
    }

    function _held(uint256 from, uint256 amount) private view returns (uint256) {
        return amount % (token.balanceOf(actor(from)) + 1);
    }

    function _stopped(uint256 account) private view returns (bool) {
        return token.isFrozen(actor(account));
    }
}

/// @title What holds for a token with every module, whatever its holders and its organisation do.
contract TokenInvariantsTest {
    TokenActors private _actors;
    EveryModuleToken private _token;

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
        assert(sum + _token.mintable() == _token.cap());
    }

    /// hardhat-config: invariant.runs = 24
    /// hardhat-config: invariant.depth = 60
    /// hardhat-config: invariant.fail-on-revert = true
    function invariantVotesAreTheSumOfWhatWasDelegated() external view {
        for (uint256 i = 0; i < _actors.COUNT(); ++i) {
            address delegatee = _actors.actor(i);
            assert(_token.getVotes(delegatee) == _actors.delegatedTo(delegatee));
        }
        assert(_token.getVotes(address(0)) == 0);
    }

    /// hardhat-config: invariant.runs = 24
    /// hardhat-config: invariant.depth = 60
    /// hardhat-config: invariant.fail-on-revert = true
    function invariantVotesOfThePastAreWhatTheyWere() external view {
        for (uint256 i = 0; i < _actors.momentCount(); ++i) {
            uint48 moment = _actors.moments(i);
            assert(_token.getPastTotalSupply(moment) + 1 == _actors.supplyAt(moment));
            for (uint256 j = 0; j < _actors.COUNT(); ++j) {
                address account = _actors.actor(j);
                assert(_token.getPastVotes(account, moment) == _actors.votesAt(moment, account));
            }
        }
    }

    /// hardhat-config: invariant.runs = 24
    /// hardhat-config: invariant.depth = 60
    /// hardhat-config: invariant.fail-on-revert = true
    function invariantWhoHoldsVotesOrDidNotWantTo() external view {
        for (uint256 i = 0; i < _actors.COUNT(); ++i) {
            address holder = _actors.actor(i);
            bool voteless = _token.balanceOf(holder) != 0 && _token.delegates(holder) == address(0);
            assert(!voteless || _token.hasUndelegated(holder));
        }
    }
}
