// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import {Ownable} from "@openzeppelin/contracts/access/Ownable.sol";
import {IERC20} from "@openzeppelin/contracts/token/ERC20/IERC20.sol";
import {SafeERC20} from "@openzeppelin/contracts/token/ERC20/utils/SafeERC20.sol";
import {MerkleProof} from "@openzeppelin/contracts/utils/cryptography/MerkleProof.sol";
import {FunctionConsumer} from "../FunctionConsumer.sol";
import {Call, Mode, Outcome} from "../FunctionTypes.sol";
import {IFunctionRouter} from "../IFunctionRouter.sol";
import {IAirdrop} from "./IAirdrop.sol";
import {IMerkle} from "./IMerkle.sol";

/**
 * @title A sample consumer: see {IAirdrop}.
 * @dev The token must move what it is told: one that takes a fee or changes balances leaves the last claims unfunded. The tag
 * of a request is the number of its part.
 */
contract Airdrop is IAirdrop, FunctionConsumer, Ownable {
    using SafeERC20 for IERC20;

    uint32 private constant RESULT_BYTES = 32;
    uint32 private constant CALLBACK_GAS = 80_000;
    uint64 private constant DURATION = 1 hours;

    IERC20 public immutable token;
    /// @notice Typed hash of the program that implements {IMerkle}.
    bytes32 public immutable program;
    /// @notice Last second of claims, in Unix time.
    uint256 public immutable claimsEnd;

    uint256 public partCount;
    uint256 public promised;
    mapping(uint256 part => Part) private _parts;
    mapping(uint256 part => mapping(address account => bool)) public isClaimed;

    constructor(
        IFunctionRouter router,
        address owner_,
        IERC20 token_,
        bytes32 program_,
        uint256 claimsEnd_
    ) FunctionConsumer(router) Ownable(owner_) {
        token = token_;
        program = program_;
        claimsEnd = claimsEnd_;
    }

    /// @inheritdoc IAirdrop
    function publish(
        IMerkle.Claim[] calldata list,
        uint64 fuelLimit,
        uint64 gasPriceCap
    ) external payable onlyOwner returns (uint256 part) {
        _checkOpen();
        uint256 total = _totalOf(list);
        _promise(total);
        part = ++partCount;
        Call memory call = _call(part, list, fuelLimit, gasPriceCap);
        _parts[part] = Part({root: 0, total: total, deadline: call.deadline});
        emit PartPublished(part, _requestPaid(msg.sender, call, msg.value), list.length, total);
    }

    /// @inheritdoc IAirdrop
    function drop(uint256 part) external onlyOwner {
        Part memory found = _parts[part];
        if (found.root != 0 || found.total == 0 || block.timestamp <= found.deadline)
            revert AirdropNotOverdue(part, found.deadline);
        _drop(part);
        emit PartDropped(part);
    }

    /// @inheritdoc IAirdrop
    function claim(uint256 part, address account, uint256 amount, bytes32[] calldata proof) external {
        _checkOpen();
        bytes32 root = _parts[part].root;
        if (root == 0) revert AirdropNotOpen(part);
        bytes32 leaf = keccak256(bytes.concat(keccak256(abi.encode(account, amount))));
        if (!MerkleProof.verifyCalldata(proof, root, leaf)) revert AirdropProof(part, account, amount);
        if (isClaimed[part][account]) revert AirdropClaimed(part, account);
        isClaimed[part][account] = true;
        promised -= amount;
        emit Claimed(part, account, amount);
        token.safeTransfer(account, amount);
    }

    /// @inheritdoc IAirdrop
    function recover(address to) external onlyOwner returns (uint256 amount) {
        if (block.timestamp <= claimsEnd) revert AirdropClaimsEnd(claimsEnd);
        amount = token.balanceOf(address(this));
        emit Recovered(to, amount);
        token.safeTransfer(to, amount);
    }

    /// @inheritdoc IAirdrop
    function publishCost(
        uint256 claims,
        uint64 fuelLimit,
        uint64 gasPriceCap
    ) external view returns (uint256) {
        return functionRouter.quote(_call(0, new IMerkle.Claim[](claims), fuelLimit, gasPriceCap)).total;
    }

    /// @inheritdoc IAirdrop
    function partOf(uint256 part) external view returns (Part memory) {
        return _parts[part];
    }

    /// @dev Late, by `deliver`, the answer can come after the part was given up and its tokens promised to another.
    function _onResult(bytes32, bytes32 tag, bytes calldata result) internal override {
        uint256 part = uint256(tag);
        if (_parts[part].total == 0) revert AirdropNotOpen(part);
        bytes32 root = abi.decode(result, (bytes32));
        _parts[part].root = root;
        emit PartOpened(part, root);
    }

    function _onFailure(bytes32, bytes32 tag, Outcome outcome, bytes calldata result) internal override {
        _drop(uint256(tag));
        emit PartFailed(uint256(tag), outcome, result);
    }

    function _checkOpen() private view {
        if (block.timestamp > claimsEnd) revert AirdropClaimsEnd(claimsEnd);
    }

    function _promise(uint256 total) private {
        promised += total;
        uint256 had = token.balanceOf(address(this));
        if (had < promised) revert AirdropUnderfunded(had, promised);
    }

    function _drop(uint256 part) private {
        promised -= _parts[part].total;
        _parts[part].total = 0;
    }

    function _totalOf(IMerkle.Claim[] calldata list) private pure returns (uint256 total) {
        address previous = address(0);
        for (uint256 i = 0; i < list.length; ++i) {
            address account = list[i].account;
            if (account <= previous) revert AirdropOrder(previous, account);
            total += list[i].amount;
            previous = account;
        }
    }

    function _call(
        uint256 part,
        IMerkle.Claim[] memory list,
        uint64 fuelLimit,
        uint64 gasPriceCap
    ) private view returns (Call memory) {
        return
            Call({
                program: program,
                mode: Mode.Query,
                data: abi.encodeCall(IMerkle.root, (list)),
                fuelLimit: fuelLimit,
                maxResultBytes: RESULT_BYTES,
                callbackGasLimit: CALLBACK_GAS,
                gasPriceCap: gasPriceCap,
                deadline: uint64(block.timestamp) + DURATION,
                tag: bytes32(part)
            });
    }
}
