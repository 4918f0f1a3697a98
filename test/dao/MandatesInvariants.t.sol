// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import {TimelockController} from "@openzeppelin/contracts/governance/TimelockController.sol";
import {ERC20} from "@openzeppelin/contracts/token/ERC20/ERC20.sol";
import {IMandates} from "../../contracts/dao/IMandates.sol";
import {Mandates} from "../../contracts/dao/Mandates.sol";
import {FunctionDirectory} from "../../contracts/functions/FunctionDirectory.sol";
import {IFunctionRouter} from "../../contracts/functions/IFunctionRouter.sol";
import {Call, Outcome} from "../../contracts/functions/FunctionTypes.sol";
import {VM} from "../helpers/IVm.sol";

/// @title Stands in for the router: takes every request, and brings whatever answer it is told to.
contract AnyAnswer {
    uint256 private _count;
    mapping(bytes32 tag => bytes32) private _ids;

    function request(address, Call calldata call, uint256) external returns (bytes32 id) {
        id = keccak256(abi.encode(++_count));
        _ids[call.tag] = id;
    }

    function answer(Mandates mandates, uint256 mandate, Outcome outcome, bytes calldata result) external {
        mandates.onFunctionResult(_ids[bytes32(mandate)], bytes32(mandate), outcome, result);
    }
}

contract Coin is ERC20 {
    constructor(address holder, uint256 supply) ERC20("Coin", "COIN") {
        _mint(holder, supply);
    }
}

/// @title Opens, answers, checks, pays and stops mandates at random; who may not, tries all the same.
contract MandateActors {
    uint256 public constant RECIPIENTS = 4;
    uint256 public constant FUNDS = 1_000_000;
    uint256 private constant DELAY = 100;

    AnyAnswer private immutable _router = new AnyAnswer();
    TimelockController public immutable treasury;
    Mandates public immutable mandates;
    Coin public immutable coin;

    mapping(uint256 id => bytes) private _results;
    mapping(uint256 id => uint256) public scheduledAt;
    mapping(uint256 id => uint256) public paidAt;
    uint256 public done;
    uint256 public refused;

    constructor() {
        address[] memory anyone = new address[](1);
        treasury = new TimelockController(DELAY, new address[](0), anyone, address(this));
        FunctionDirectory directory = new FunctionDirectory(address(this), IFunctionRouter(address(_router)));
        mandates = new Mandates(treasury, directory);
        treasury.grantRole(treasury.PROPOSER_ROLE(), address(mandates));
        treasury.renounceRole(treasury.DEFAULT_ADMIN_ROLE(), address(this));
        coin = new Coin(address(treasury), FUNDS);
        VM.deal(address(treasury), FUNDS);
    }

    /// @dev Ascending. The second is a contract that refuses ether: this one.
    function recipient(uint256 index) public view returns (address) {
        return
            index == 1
                ? address(this)
                : address(uint160(index == 0 ? 0xA11CE : type(uint160).max - RECIPIENTS + index));
    }

    function open(bool inCoins, uint16 maxTotal, uint16 most, uint8 maxRecipients, uint16 life) external {
        IMandates.Terms memory terms = IMandates.Terms({
            asset: inCoins ? address(coin) : address(0),
            expiry: uint48(block.timestamp + 2 * DELAY + (life % 600)),
            delay: uint32(life % 200 > 100 ? DELAY : 0),
            maxRecipients: (maxRecipients % 4) + 1,
            guardian: address(this),
            maxTotal: 100 + (maxTotal % 100),
            maxPerRecipient: 50 + (most % 50)
        });
        // One opening in four: the others leave time to carry those before through.
        if (mandates.mandateCount() > 1 && life % 4 > 0) return;
        IMandates.Question memory question;
        VM.prank(address(treasury));
        mandates.open(terms, question);
    }

    /// @dev Lists of which some fit and some do not, and some that are none.
    function answer(uint256 seed, uint16[4] calldata amounts, uint8 count, uint8 form) external {
        uint256 id = _pick(seed);
        if (id == 0 || mandates.statusOf(id) != IMandates.Status.Asked) return;
        IMandates.Payout[] memory list = new IMandates.Payout[]((count % 4) + 1);
        for (uint256 i = 0; i < list.length; ++i)
            list[i] = IMandates.Payout(recipient(i), form == 0 ? type(uint256).max : amounts[i % 4] % 80);
        bytes memory result = abi.encode(list);
        if (form == 1) result[31] = 0x40;
        if (form == 2 && list.length > 0) result[64] = 0xff;
        _results[id] = result;
        _router.answer(mandates, id, form == 3 ? Outcome.Trap : Outcome.Success, result);
    }

    /// @dev The next step of a mandate, when it is due or too late.
    function carry(uint256 seed) external {
        uint256 id = _pick(seed);
        if (id == 0) return;
        IMandates.Status status = mandates.statusOf(id);
        if (status == IMandates.Status.Answered) {
            mandates.schedule(id, _results[id]);
            scheduledAt[id] = block.timestamp;
        } else if (status == IMandates.Status.Scheduled) {
            uint256 at = scheduledAt[id] + DELAY + (seed % 300);
            if (block.timestamp < at) VM.warp(at);
            this.execute(seed);
        }
    }

    /// @dev Whenever, and of any mandate: what must not be paid has to revert.
    function execute(uint256 seed) external {
        uint256 id = _pick(seed);
        if (id == 0) return;
        try mandates.execute(id, _results[id]) {
            paidAt[id] = block.timestamp;
            ++done;
        } catch {
            ++refused;
        }
    }

    function cancel(uint256 seed) external {
        // Rarely, or little would ever be paid.
        if (seed % 4 > 0) return;
        uint256 id = _pick(seed / 4);
        try mandates.cancel(id) {
            ++done;
        } catch {
            ++refused;
        }
    }

    function expire(uint256 seed) external {
        uint256 id = _pick(seed);
        try mandates.expire(id) {
            ++done;
        } catch {
            ++refused;
        }
    }

    function withdraw(bool inCoins) external {
        try mandates.withdraw(inCoins ? address(coin) : address(0), recipient(0)) {
            ++done;
        } catch {
            ++refused;
        }
    }

    function pass(uint16 time) external {
        VM.warp(block.timestamp + (time % 120));
    }

    /// @dev What a mandate's list pays to each, if it was paid.
    function amountOf(uint256 id, uint256 index) external view returns (uint256) {
        if (mandates.statusOf(id) != IMandates.Status.Paid) return 0;
        IMandates.Payout[] memory list = abi.decode(_results[id], (IMandates.Payout[]));
        return index < list.length ? list[index].amount : 0;
    }

    /// @dev One of the last two, so that most are carried through.
    function _pick(uint256 seed) private view returns (uint256) {
        uint256 count = mandates.mandateCount();
        return count < 2 ? count : count - (seed % 2);
    }
}

/// @title What holds for mandates whatever functions answer and whoever acts.
contract MandatesInvariantsTest {
    MandateActors private _actors;
    Mandates private _mandates;

    function setUp() public {
        _actors = new MandateActors();
        _mandates = _actors.mandates();
    }

    function targetContracts() external view returns (address[] memory targets) {
        targets = new address[](1);
        targets[0] = address(_actors);
    }

    /// hardhat-config: invariant.runs = 24
    /// hardhat-config: invariant.depth = 80
    /// hardhat-config: invariant.fail-on-revert = true
    function invariantNobodyIsPaidBeyondWhatWasVoted() external view {
        for (uint256 id = 1; id <= _mandates.mandateCount(); ++id) {
            IMandates.Terms memory terms = _mandates.termsOf(id);
            uint256 sum = 0;
            uint256 recipients = 0;
            for (uint256 i = 0; i < _actors.RECIPIENTS(); ++i) {
                uint256 amount = _actors.amountOf(id, i);
                assert(amount <= terms.maxPerRecipient);
                sum += amount;
                if (amount > 0) ++recipients;
            }
            assert(sum <= terms.maxTotal);
            assert(recipients <= terms.maxRecipients);
        }
    }

    /// hardhat-config: invariant.runs = 24
    /// hardhat-config: invariant.depth = 80
    /// hardhat-config: invariant.fail-on-revert = true
    function invariantTheTreasuryPaysNothingElse() external view {
        uint256[2] memory paid;
        for (uint256 id = 1; id <= _mandates.mandateCount(); ++id) {
            uint256 kind = _mandates.termsOf(id).asset == address(0) ? 0 : 1;
            for (uint256 i = 0; i < _actors.RECIPIENTS(); ++i) paid[kind] += _actors.amountOf(id, i);
        }
        assert(address(_actors.treasury()).balance + paid[0] == _actors.FUNDS());
        assert(_actors.coin().balanceOf(address(_actors.treasury())) + paid[1] == _actors.FUNDS());
        assert(_actors.treasury().getMinDelay() == 100);
        assert(!_actors.treasury().hasRole(0, address(_mandates)));
    }

    /// hardhat-config: invariant.runs = 24
    /// hardhat-config: invariant.depth = 80
    /// hardhat-config: invariant.fail-on-revert = true
    function invariantWhatIsOwedIsThere() external view {
        address coin = address(_actors.coin());
        assert(address(_mandates).balance == _mandates.owed(address(0)));
        assert(_actors.coin().balanceOf(address(_mandates)) == _mandates.owed(coin));
    }

    /// hardhat-config: invariant.runs = 24
    /// hardhat-config: invariant.depth = 80
    /// hardhat-config: invariant.fail-on-revert = true
    function invariantPaymentsWaitTheirDelayAndComeInTime() external view {
        for (uint256 id = 1; id <= _mandates.mandateCount(); ++id) {
            bool isPaid = _mandates.statusOf(id) == IMandates.Status.Paid;
            uint256 paidAt = _actors.paidAt(id);
            assert(isPaid == (paidAt != 0));
            if (!isPaid) continue;
            assert(paidAt >= _actors.scheduledAt(id) + 100);
            assert(paidAt <= _mandates.termsOf(id).expiry);
        }
    }
}
