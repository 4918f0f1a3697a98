// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import {IERC20} from "@openzeppelin/contracts/token/ERC20/IERC20.sol";
import {FunctionRegistry} from "../../../contracts/functions/FunctionRegistry.sol";
import {FunctionRouter} from "../../../contracts/functions/FunctionRouter.sol";
import {IFunctionRegistry} from "../../../contracts/functions/IFunctionRegistry.sol";
import {IFunctionRouter} from "../../../contracts/functions/IFunctionRouter.sol";
import {IOperatorSet} from "../../../contracts/functions/IOperatorSet.sol";
import {OperatorSet} from "../../../contracts/functions/OperatorSet.sol";
import {VM} from "../../helpers/IVm.sol";
import {Chances} from "./Chances.sol";
import {BombingConsumer, BurningConsumer, PlainConsumer, ReentrantConsumer} from "./Consumers.sol";
import {Tally} from "./Tally.sol";

/// @title The contracts under test, and everyone who acts on them or is owed something by them.
abstract contract World is Chances, Tally {
    /// @dev Keys that may become operators; an epoch has some of them.
    uint256 internal constant CANDIDATES = 7;
    uint256 internal constant FUNCTIONS = 2;
    uint256 internal constant DOMAINS = 2;
    uint256 internal constant PROGRAMS = FUNCTIONS * DOMAINS;

    address internal constant OWNER = address(0xDA0);
    address internal constant GUARDIAN = address(0x6A4D);
    address internal constant STRANGER = address(0x57A);
    IERC20 private constant NATIVE = IERC20(address(0));
    uint256 private constant PURSE = 1_000 ether;

    FunctionRegistry internal _registry;
    OperatorSet internal _operatorSet;
    FunctionRouter internal _router;

    /// @dev A candidate whose key is slashed goes on with the next one.
    uint256[CANDIDATES] internal _signingKeys;
    uint256 private _lastKey = 0x0DD1;
    address[] internal _senders;
    address[] internal _deputies;
    address[] internal _payers;
    address[] internal _consumers;
    /// @dev All of them, and everyone else whom the router may owe something.
    address[] internal _actors;

    ReentrantConsumer internal _reentrant;

    constructor() {
        _makeOperators();
        _registry = new FunctionRegistry();
        for (uint256 i = 0; i < FUNCTIONS; ++i) _registry.publish(_author(i), _draft(i));
        _operatorSet = new OperatorSet(OWNER, GUARDIAN, NATIVE, _operators(_candidates(0, 4)));
        _router = new FunctionRouter(OWNER, _registry, _operatorSet, _firstTerms(), _domain(0));
        _operatorSet.addRouter(_router);
        VM.prank(OWNER);
        _router.setDomain(_domain(1), true);
        _makeConsumers();
        _makePayers();
        _actors.push(OWNER);
        _actors.push(GUARDIAN);
        _actors.push(STRANGER);
    }

    function _domain(uint256 index) internal pure returns (bytes32) {
        return keccak256(abi.encode("execution domain", index));
    }

    function _functionOf(uint256 program) internal pure returns (uint256) {
        return 1 + (program % FUNCTIONS);
    }

    function _domainOf(uint256 program) internal pure returns (uint256) {
        return program / FUNCTIONS;
    }

    /// @dev The typed hash of one of the programs. Admits it if nobody did.
    function _admit(uint256 program) internal returns (bytes32) {
        return _router.admit(_functionOf(program), 1, _domain(_domainOf(program)));
    }

    /// @dev In basis points; the second is more than the DAO allows most of the time.
    function _royaltyOf(uint256 functionId) internal pure returns (uint256) {
        return functionId == 1 ? 500 : 4_000;
    }

    function _author(uint256 index) internal pure returns (address) {
        return address(uint160(0xA0700 + index));
    }

    function _payout(uint256 candidate) internal pure returns (address) {
        return address(uint160(0xFEE00 + candidate));
    }

    function _firstTerms() internal pure returns (IFunctionRouter.Terms memory terms) {
        terms.fixedFee = 1e13;
        terms.fuelPrice = 1e6;
        terms.bytePrice = 1e9;
        terms.tipCap = 2 gwei;
        terms.minGasPriceCap = 1 gwei;
        terms.treasuryShare = 1_000;
        terms.maxRoyaltyShare = 2_000;
        terms.minDuration = 1 minutes;
        terms.maxDuration = 1 days;
    }

    function _operators(
        uint256[] memory candidates
    ) internal view returns (IOperatorSet.Operator[] memory operators) {
        operators = new IOperatorSet.Operator[](candidates.length);
        for (uint256 i = 0; i < candidates.length; ++i) {
            uint256 candidate = candidates[i];
            operators[i] = IOperatorSet.Operator(
                _signerOf(candidate),
                _senders[candidate],
                _payout(candidate)
            );
        }
    }

    /// @dev `count` candidates from `first` on, ascending by the addresses of their keys.
    function _candidates(uint256 first, uint256 count) internal view returns (uint256[] memory candidates) {
        candidates = new uint256[](count);
        for (uint256 i = 0; i < count; ++i) {
            candidates[i] = first + i;
            for (uint256 j = i; j > 0 && _signerOf(candidates[j]) < _signerOf(candidates[j - 1]); --j)
                (candidates[j], candidates[j - 1]) = (candidates[j - 1], candidates[j]);
        }
    }

    function _signerOf(uint256 candidate) internal view returns (address) {
        return _addressOf(_signingKeys[candidate]);
    }

    function _addressOf(uint256 key) internal pure returns (address) {
        return VM.addr(key);
    }

    function _renewKey(uint256 candidate) internal {
        _signingKeys[candidate] = ++_lastKey;
    }

    function _draft(uint256 index) private pure returns (IFunctionRegistry.Draft memory draft) {
        draft.artefact = "artefact";
        draft.codeHash = keccak256("artefact");
        draft.royaltyShare = uint16(_royaltyOf(1 + index));
    }

    function _makeOperators() private {
        for (uint256 i = 0; i < FUNCTIONS; ++i) _actors.push(_author(i));
        for (uint256 i = 0; i < CANDIDATES; ++i) {
            _renewKey(i);
            _senders.push(address(uint160(0x5E400 + i)));
            _actors.push(_senders[i]);
            _actors.push(_payout(i));
        }
        for (uint256 i = 0; i < 2; ++i) {
            _deputies.push(address(uint160(0xDE900 + i)));
            _actors.push(_deputies[i]);
        }
    }

    function _makeConsumers() private {
        _reentrant = new ReentrantConsumer(_router, _admit(0));
        _consumers.push(address(_reentrant));
        _consumers.push(address(new PlainConsumer(_router)));
        _consumers.push(address(new BurningConsumer(_router)));
        _consumers.push(address(new BombingConsumer(_router)));
        for (uint256 i = 0; i < _consumers.length; ++i) _endow(_consumers[i]);
    }

    function _makePayers() private {
        for (uint256 i = 0; i < 3; ++i) {
            _payers.push(address(uint160(0xA11CE + i)));
            _endow(_payers[i]);
        }
    }

    /// @dev All the ether there ever is in a run comes from here.
    function _endow(address actor) private {
        VM.deal(actor, PURSE);
        _actors.push(actor);
        _endowed(actor, PURSE);
    }

    function _endowed(address actor, uint256 amount) internal virtual;
}
