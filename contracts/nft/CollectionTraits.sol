// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import {IERC4906} from "@openzeppelin/contracts/interfaces/IERC4906.sol";
import {Ownable} from "@openzeppelin/contracts/access/Ownable.sol";
import {MovableFunctionConsumer} from "../functions/MovableFunctionConsumer.sol";
import {Call, Mode, Outcome} from "../functions/FunctionTypes.sol";
import {IFunctionDirectory} from "../functions/IFunctionDirectory.sol";
import {IFunctionRouter} from "../functions/IFunctionRouter.sol";
import {ITraits} from "../functions/samples/ITraits.sol";
import {ERC721Batch} from "./ERC721Batch.sol";
import {ICollection} from "./ICollection.sol";
import {ShieldTraits} from "./ShieldTraits.sol";

/**
 * @title CollectionTraits
 * @notice The collection as a consumer of the sample function: asks it for traits, checks and keeps what it answers.
 * A callback that reverts (hostile or malformed traits) leaves the token uncarved; the router records the reason.
 */
abstract contract CollectionTraits is ICollection, IERC4906, ERC721Batch, Ownable, MovableFunctionConsumer {
    TraitsFunction private _traitsFunction;
    mapping(uint256 tokenId => uint256 packed) private _traits;
    mapping(uint256 tokenId => uint256) private _deadlines;

    constructor(
        IFunctionDirectory directory,
        TraitsFunction memory current
    ) MovableFunctionConsumer(directory) {
        _setTraitsFunction(current);
    }

    /// @inheritdoc ICollection
    function requestTraits(
        uint256[] calldata tokenIds
    ) external payable returns (bytes32[] memory requestIds) {
        uint256 count = tokenIds.length;
        if (count == 0) revert CollectionNothingRequested();
        uint256 price = traitsPrice();
        if (msg.value < price * count) revert CollectionTraitsPaymentTooLow(msg.value, price * count);
        requestIds = new bytes32[](count);
        // The first request takes the excess along: the router credits it to the caller's account.
        uint256 value = msg.value - price * (count - 1);
        for (uint256 i = 0; i < count; ++i) {
            requestIds[i] = _requestTraits(tokenIds[i], value);
            value = price;
        }
    }

    /// @inheritdoc ICollection
    function setTraitsFunction(TraitsFunction calldata current) external onlyOwner {
        _setTraitsFunction(current);
    }

    /// @inheritdoc ICollection
    function followRouter(IFunctionRouter current) external onlyOwner {
        _followRouter(current);
    }

    /// @inheritdoc ICollection
    function traitsPendingUntil(uint256 tokenId) public view returns (uint256) {
        uint256 deadline = _deadlines[tokenId];
        return block.timestamp <= deadline ? deadline : 0;
    }

    /// @inheritdoc ICollection
    function traitsFunction() external view returns (TraitsFunction memory) {
        return _traitsFunction;
    }

    /// @inheritdoc ICollection
    function traitsPrice() public view returns (uint256) {
        return functionRouter().quote(_traitsCall(0, 0)).total;
    }

    /// @inheritdoc ICollection
    function isCarved(uint256 tokenId) public view returns (bool) {
        return _traits[tokenId] != 0;
    }

    /// @inheritdoc ICollection
    function traitsOf(uint256 tokenId) public view returns (ITraits.Traits memory) {
        _requireOwned(tokenId);
        if (!isCarved(tokenId)) revert CollectionUncarved(tokenId);
        return ShieldTraits.unpack(_traits[tokenId]);
    }

    /// @inheritdoc ICollection
    function seedOf(uint256 tokenId) public view returns (bytes32) {
        _requireOwned(tokenId);
        return keccak256(abi.encode(address(this), tokenId, _entropyOf(tokenId)));
    }

    /// @dev The answer of the function. The token may have been carved since, should a router deliver late.
    function _onResult(bytes32 id, bytes32 tag, bytes calldata result) internal override {
        uint256 tokenId = uint256(tag);
        if (isCarved(tokenId)) revert CollectionCarved(tokenId);
        delete _deadlines[tokenId];
        _traits[tokenId] = ShieldTraits.pack(abi.decode(result, (ITraits.Traits)));
        emit TraitsCarved(tokenId, id);
        emit MetadataUpdate(tokenId);
    }

    function _onFailure(bytes32 id, bytes32 tag, Outcome outcome, bytes calldata result) internal override {
        delete _deadlines[uint256(tag)];
        emit TraitsFailed(uint256(tag), id, outcome, result);
    }

    function _requestTraits(uint256 tokenId, uint256 value) private returns (bytes32 id) {
        address holder = _requireOwned(tokenId);
        if (holder != msg.sender) revert ERC721IncorrectOwner(msg.sender, tokenId, holder);
        if (isCarved(tokenId)) revert CollectionCarved(tokenId);
        uint256 pendingUntil = traitsPendingUntil(tokenId);
        if (pendingUntil != 0) revert CollectionTraitsPending(tokenId, pendingUntil);
        Call memory call = _traitsCall(tokenId, seedOf(tokenId));
        _deadlines[tokenId] = call.deadline;
        id = _requestPaid(msg.sender, call, value);
        emit TraitsRequested(tokenId, id, msg.sender);
    }

    function _setTraitsFunction(TraitsFunction memory current) private {
        _traitsFunction = current;
        emit TraitsFunctionChanged(current);
    }

    function _traitsCall(uint256 tokenId, bytes32 seed) private view returns (Call memory call) {
        TraitsFunction memory current = _traitsFunction;
        if (current.program == 0) revert CollectionTraitsFunctionUnset();
        call.program = current.program;
        call.mode = Mode.Query;
        call.data = abi.encodeCall(ITraits.traits, (tokenId, seed));
        call.fuelLimit = current.fuelLimit;
        call.maxResultBytes = current.maxResultBytes;
        call.callbackGasLimit = current.callbackGasLimit;
        call.gasPriceCap = current.gasPriceCap;
        call.deadline = uint64(block.timestamp) + current.duration;
        call.tag = bytes32(tokenId);
    }
}
