// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import {IFunctionRouter} from "../../../contracts/functions/IFunctionRouter.sol";
import {Verdict} from "../../../contracts/functions/types/Verdict.sol";
import {IVm, VM} from "../../helpers/IVm.sol";
import {RequestedEvent} from "../../helpers/RequestedEvent.sol";
import {ENTRY_GAS, Unwanted} from "./Consumers.sol";
import {RequestBooks} from "./RequestBooks.sol";

/// @title Writes what the router announced into the books, which refuse what the rules forbid.
abstract contract Journal is RequestBooks {
    /// @dev Who sends the fulfilment under way, and in whose name it is signed.
    address internal _submitter;
    uint32 internal _signedEpoch;

    function _readJournal() internal {
        IVm.Log[] memory logs = VM.getRecordedLogs();
        for (uint256 i = 0; i < logs.length; ++i) {
            if (logs[i].emitter != address(_router)) continue;
            if (!_readMoney(logs[i])) _readRequest(logs[i]);
        }
    }

    function _readMoney(IVm.Log memory log) private returns (bool) {
        bytes32 topic = log.topics[0];
        if (topic == IFunctionRouter.Deposited.selector)
            _bookDeposit(_address(log, 1), _address(log, 2), abi.decode(log.data, (uint256)));
        else if (topic == IFunctionRouter.Withdrawn.selector)
            _bookWithdrawal(_address(log, 1), _address(log, 2), abi.decode(log.data, (uint256)));
        else if (topic == IFunctionRouter.Collected.selector)
            _bookCollection(_tillKey(log), abi.decode(log.data, (IFunctionRouter.Takings)));
        else if (topic == IFunctionRouter.RoyaltyClaimed.selector)
            _bookRoyalty(uint256(log.topics[1]), _address(log, 2), abi.decode(log.data, (uint256)));
        else if (topic == IFunctionRouter.OperatorFeesClaimed.selector) _readOperatorFees(log);
        else if (topic == IFunctionRouter.TreasuryFeesClaimed.selector)
            _bookTreasury(_address(log, 1), abi.decode(log.data, (uint256)));
        else return false;
        return true;
    }

    function _readRequest(IVm.Log memory log) private {
        bytes32 topic = log.topics[0];
        if (topic == IFunctionRouter.Requested.selector)
            _bookRequest(log.topics[1], _address(log, 2), RequestedEvent.header(log.data));
        else if (topic == IFunctionRouter.Settled.selector) _readSettlement(log);
        else if (topic == IFunctionRouter.CallbackFailed.selector) _readFailure(log);
        else if (topic == IFunctionRouter.Delivered.selector) _bookDelivery(log.topics[1]);
        else if (topic == IFunctionRouter.Expired.selector)
            _bookExpiry(log.topics[1], abi.decode(log.data, (uint256)));
    }

    function _readSettlement(IVm.Log memory log) private {
        bytes32 id = log.topics[1];
        (Verdict verdict, uint256 charged, uint256 reimbursed) = abi.decode(
            log.data,
            (Verdict, uint256, uint256)
        );
        _same("verdict", Verdict.unwrap(verdict), Verdict.unwrap(_requests[id].verdict));
        IFunctionRouter.TillKey memory key = IFunctionRouter.TillKey(_signedEpoch, _submitter, 0);
        _bookSettlement(id, key, charged, reimbursed);
    }

    /// @dev A consumer that fails on purpose tells with its error how much gas it got.
    function _readFailure(IVm.Log memory log) private {
        bytes32 id = log.topics[1];
        _bookFailure(id);
        bytes memory reason = abi.decode(log.data, (bytes));
        if (reason.length < 36 || bytes4(reason) != Unwanted.selector) return;
        uint256 gasAtEntry;
        // solhint-disable-next-line no-inline-assembly
        assembly ("memory-safe") {
            gasAtEntry := mload(add(reason, 0x24))
        }
        _require("a callback gets its gas", gasAtEntry + ENTRY_GAS >= uint256(_requests[id].header.tag));
    }

    function _readOperatorFees(IVm.Log memory log) private {
        (uint256 epoch, uint256 index) = (uint256(log.topics[1]), uint256(log.topics[2]));
        _bookOperatorFees(epoch, index, _address(log, 3), abi.decode(log.data, (uint256)));
    }

    function _tillKey(IVm.Log memory log) private pure returns (IFunctionRouter.TillKey memory) {
        return
            IFunctionRouter.TillKey(uint32(uint256(log.topics[1])), _address(log, 2), uint256(log.topics[3]));
    }

    function _address(IVm.Log memory log, uint256 topic) private pure returns (address) {
        return address(uint160(uint256(log.topics[topic])));
    }
}
