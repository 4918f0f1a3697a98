// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import {MovableFunctionConsumer} from "../functions/MovableFunctionConsumer.sol";
import {Call, Mode, Outcome} from "../functions/FunctionTypes.sol";
import {IFunctionRouter} from "../functions/IFunctionRouter.sol";
import {ITraits} from "../functions/samples/ITraits.sol";
import {CollectionBase} from "./CollectionBase.sol";
import {ICollectionTraits} from "./ICollectionTraits.sol";
import {IShieldRenderer} from "./IShieldRenderer.sol";
import {ShieldTraits} from "./ShieldTraits.sol";

/**
 * @title CollectionTraits
 * @notice The collection as a consumer of the sample function: asks it for traits, checks and keeps what it answers.
 * A callback that reverts (hostile or malformed traits) leaves the token uncarved; the router records the reason.
 */
abstract contract CollectionTraits is ICollectionTraits, CollectionBase, MovableFunctionConsumer {
    /// @inheritdoc ICollectionTraits
    IShieldRenderer public immutable renderer;

    string private _description;
    TraitsFunction private _traitsFunction;
    mapping(uint256 tokenId => uint256 packed) private _traits;
    mapping(uint256 tokenId => uint256) private _deadlines;

    constructor(TraitsSettings memory traits) MovableFunctionConsumer(traits.directory) {
        renderer = traits.renderer;
        _description = traits.description;
        _setTraitsFunction(traits.current);
    }

    /// @inheritdoc ICollectionTraits
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

    /// @inheritdoc ICollectionTraits
    function setTraitsFunction(TraitsFunction calldata current) external onlyOwner {
        _setTraitsFunction(current);
    }

    /// @inheritdoc ICollectionTraits
    function setDescription(string calldata description) external onlyOwner {
        _description = description;
        emit ContractURIUpdated();
    }

    /// @inheritdoc ICollectionTraits
    function followRouter(IFunctionRouter current) external onlyOwner {
        _followRouter(current);
    }

    /// @inheritdoc ICollectionTraits
    function traitsPendingUntil(uint256 tokenId) public view returns (uint256) {
        uint256 deadline = _deadlines[tokenId];
        return block.timestamp <= deadline ? deadline : 0;
    }

    /// @inheritdoc ICollectionTraits
    function traitsFunction() external view returns (TraitsFunction memory) {
        return _traitsFunction;
    }

    /// @inheritdoc ICollectionTraits
    function traitsPrice() public view returns (uint256) {
        return functionRouter().quote(_traitsCall(0, 0)).total;
    }

    /// @inheritdoc ICollectionTraits
    function isCarved(uint256 tokenId) public view returns (bool) {
        return _traits[tokenId] != 0;
    }

    /// @inheritdoc ICollectionTraits
    function traitsOf(uint256 tokenId) public view returns (ITraits.Traits memory) {
        _requireOwned(tokenId);
        if (!isCarved(tokenId)) revert CollectionUncarved(tokenId);
        return ShieldTraits.unpack(_traits[tokenId]);
    }

    /// @inheritdoc ICollectionTraits
    function seedOf(uint256 tokenId) public view returns (bytes32) {
        _requireOwned(tokenId);
        return keccak256(abi.encode(address(this), tokenId, _noteOf(tokenId)));
    }

    /// @notice Metadata of a token, picture included: a base64 data URI of JSON.
    function tokenURI(uint256 tokenId) public view virtual override returns (string memory) {
        _requireOwned(tokenId);
        return
            isCarved(tokenId)
                ? renderer.carvedURI(tokenId, traitsOf(tokenId))
                : renderer.uncarvedURI(tokenId);
    }

    /// @notice Metadata of the collection, drawn on chain unless the owner set where else it is.
    function contractURI() public view virtual override returns (string memory) {
        string memory uri = super.contractURI();
        return bytes(uri).length == 0 ? renderer.collectionURI(name(), _description) : uri;
    }

    /// @notice Adds {ICollectionTraits} to what the collection supports.
    function supportsInterface(bytes4 interfaceId) public view virtual override returns (bool) {
        return interfaceId == type(ICollectionTraits).interfaceId || super.supportsInterface(interfaceId);
    }

    /**
     * @dev Randomness of the block in which a batch is minted; its tokens share it. The parent's hash keeps blocks apart
     * on chains whose prevrandao is a constant. Never zero, as that is no note.
     */
    function _batchNote() internal view virtual override returns (uint96) {
        return uint96(uint256(keccak256(abi.encode(block.prevrandao, blockhash(block.number - 1))))) | 1;
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
