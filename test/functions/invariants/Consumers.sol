// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import {FunctionConsumer} from "../../../contracts/functions/FunctionConsumer.sol";
import {Call, Fulfilment, Outcome, Quorum, Request} from "../../../contracts/functions/FunctionTypes.sol";
import {IFunctionRouter} from "../../../contracts/functions/IFunctionRouter.sol";
import {TransientLock} from "../../../contracts/functions/TransientLock.sol";
import {Verdict} from "../../../contracts/functions/types/Verdict.sol";

/// @dev Between the router's call and the first line of a hook: finding the function, decoding, the caller's check.
uint256 constant ENTRY_GAS = 1_500;

/// @dev Of requests that are made within a callback, and ask for none of their own.
bytes32 constant NESTED_TAG = "nested";

/// @notice The consumer was called with `gasAtEntry` and does not want the result.
error Unwanted(uint256 gasAtEntry);

/// @title A consumer that counts its callbacks and looks at the gas each is given. The tag of its calls names their limit.
contract PlainConsumer is FunctionConsumer {
    mapping(bytes32 id => uint256) public callsOf;
    /// @notice A callback had less gas than its request had paid for.
    bool public starved;

    constructor(IFunctionRouter router) FunctionConsumer(router) {}

    /// @dev The payout of a withdrawal.
    receive() external payable virtual {}

    function _onResult(bytes32 id, bytes32 tag, bytes calldata) internal override {
        _note(id, tag, gasleft());
    }

    function _onFailure(bytes32 id, bytes32 tag, Outcome, bytes calldata) internal override {
        _note(id, tag, gasleft());
    }

    function _note(bytes32 id, bytes32 tag, uint256 gasAtEntry) private {
        if (gasAtEntry + ENTRY_GAS < uint256(tag)) starved = true;
        ++callsOf[id];
        _respond(gasAtEntry);
    }

    // solhint-disable-next-line no-empty-blocks
    function _respond(uint256 gasAtEntry) internal virtual {}
}

/// @title A consumer that fails its callbacks until it is told to accept them.
abstract contract UnwillingConsumer is PlainConsumer {
    bool public willing;

    function setWilling(bool willing_) external {
        willing = willing_;
    }

    function _respond(uint256 gasAtEntry) internal override {
        if (!willing) _refuse(gasAtEntry);
    }

    function _refuse(uint256 gasAtEntry) internal virtual;
}

/// @title A consumer that burns nearly all of its gas first.
contract BurningConsumer is UnwillingConsumer {
    constructor(IFunctionRouter router) PlainConsumer(router) {}

    function _refuse(uint256 gasAtEntry) internal view override {
        // What is kept pays for the error.
        while (gasleft() > 1_000) continue;
        revert Unwanted(gasAtEntry);
    }
}

/// @title A consumer that reverts with more data than its caller may want to pay for.
contract BombingConsumer is UnwillingConsumer {
    constructor(IFunctionRouter router) PlainConsumer(router) {}

    function _refuse(uint256 gasAtEntry) internal pure override {
        bytes4 selector = Unwanted.selector;
        // solhint-disable-next-line no-inline-assembly
        assembly ("memory-safe") {
            let free := mload(0x40)
            mstore(free, selector)
            mstore(add(free, 4), gasAtEntry)
            revert(free, 100000)
        }
    }
}

/**
 * @title A consumer that calls the router back whenever the router calls it: whatever moves money or ends a request must be
 * locked, a deposit and a new request must not.
 */
contract ReentrantConsumer is PlainConsumer {
    bytes32 private immutable _program;

    /// @notice Something that had to be locked was not.
    bool public breached;

    constructor(IFunctionRouter router, bytes32 program) PlainConsumer(router) {
        _program = program;
    }

    receive() external payable override {
        if (msg.sender == address(functionRouter)) _attack();
    }

    function _respond(uint256) internal override {
        _attack();
        if (address(this).balance > 0) functionRouter.deposit{value: 1}(address(this));
        // solhint-disable-next-line no-empty-blocks
        try functionRouter.request(address(this), _call(), type(uint256).max) {} catch {}
    }

    function _attack() private {
        Request memory none;
        _mustBeLocked(abi.encodeCall(IFunctionRouter.withdraw, (payable(this), 1)));
        _mustBeLocked(abi.encodeCall(IFunctionRouter.expire, (new Request[](1))));
        _mustBeLocked(abi.encodeCall(IFunctionRouter.deliver, (none, Verdict.wrap(0), "")));
        _mustBeLocked(abi.encodeCall(IFunctionRouter.collect, (new IFunctionRouter.TillKey[](1))));
        _mustBeLocked(abi.encodeCall(IFunctionRouter.claimRoyalty, (1)));
        _mustBeLocked(abi.encodeCall(IFunctionRouter.claimOperatorFees, (1, 0)));
        _mustBeLocked(abi.encodeCall(IFunctionRouter.claimTreasuryFees, ()));
        Quorum memory quorum;
        _mustBeLocked(abi.encodeCall(IFunctionRouter.fulfill, (new Fulfilment[](0), 1, quorum, 0)));
    }

    function _mustBeLocked(bytes memory data) private {
        // solhint-disable-next-line avoid-low-level-calls
        (bool success, bytes memory returned) = address(functionRouter).call(data);
        bool locked = !success && bytes4(returned) == TransientLock.TransientLockReentered.selector;
        if (!locked) breached = true;
    }

    function _call() private view returns (Call memory call) {
        IFunctionRouter.Terms memory terms = functionRouter.terms();
        (call.program, call.tag) = (_program, NESTED_TAG);
        call.gasPriceCap = terms.minGasPriceCap;
        call.deadline = uint64(block.timestamp + terms.maxDuration);
    }
}
