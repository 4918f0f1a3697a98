// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import {FunctionDirectory} from "../../contracts/functions/FunctionDirectory.sol";
import {IFunctionRouter} from "../../contracts/functions/IFunctionRouter.sol";
import {Collection} from "../../contracts/organisation/Althing/Collection.sol";
import {ICollectionBase} from "../../contracts/nft/ICollectionBase.sol";
import {ICollectionSale} from "../../contracts/nft/ICollectionSale.sol";
import {ICollectionTraits} from "../../contracts/nft/ICollectionTraits.sol";
import {ShieldRenderer} from "../../contracts/nft/ShieldRenderer.sol";
import {VM} from "../helpers/IVm.sol";

/// @title Four holders who mint batches, move and burn tokens and delegate at random, and never ask for what cannot be.
contract CollectionActors {
    uint256 public constant COUNT = 4;
    uint128 private constant PRICE = 7;
    Collection public immutable collection;
    /// @dev Who must own which token, kept apart from the collection's own accounts.
    mapping(uint256 tokenId => address) public expectedOwner;
    uint256 public released;

    constructor() {
        ICollectionBase.CollectionSettings memory settings;
        (settings.owner, settings.maxSupply, settings.maxPerMint, settings.royaltyReceiver) = (
            address(this),
            type(uint64).max,
            type(uint64).max,
            address(this)
        );
        ICollectionTraits.TraitsSettings memory traits;
        traits.renderer = new ShieldRenderer();
        // Nothing is ever asked: any contract passes for the router.
        IFunctionRouter router = IFunctionRouter(address(traits.renderer));
        traits.directory = new FunctionDirectory(address(this), router);
        collection = new Collection(settings, ICollectionSale.SaleSettings(PRICE), traits);
    }

    receive() external payable {
        released += msg.value;
    }

    function actor(uint256 seed) public pure returns (address) {
        return address(uint160(0xA11CE + (seed % COUNT)));
    }

    /// @dev Batches of 1 to 90, so that some lie across a word of 256 ids.
    function mint(uint256 to, uint256 seed) external {
        uint256 quantity = (seed % 90) + 1;
        VM.deal(actor(to), quantity * PRICE);
        VM.prank(actor(to));
        uint256 firstId = collection.mint{value: quantity * PRICE}(actor(to), quantity);
        for (uint256 id = firstId; id < firstId + quantity; ++id) expectedOwner[id] = actor(to);
    }

    function transfer(uint256 seed, uint256 to) external {
        (uint256 tokenId, address from) = _pick(seed);
        if (from == address(0)) return;
        VM.prank(from);
        collection.transferFrom(from, actor(to), tokenId);
        expectedOwner[tokenId] = actor(to);
    }

    function burn(uint256 seed) external {
        (uint256 tokenId, address from) = _pick(seed);
        if (from == address(0)) return;
        VM.prank(from);
        collection.burn(tokenId);
        expectedOwner[tokenId] = address(0);
    }

    /// @dev All that one holder has of ten ids, to another.
    function transferMany(uint256 seed, uint256 to) external {
        (uint256 tokenId, address from) = _pick(seed);
        if (from == address(0)) return;
        uint256[] memory tokenIds = collection.tokensOfOwnerIn(from, tokenId, tokenId + 9);
        VM.prank(from);
        collection.batchTransferFrom(from, actor(to), tokenIds);
        for (uint256 i = 0; i < tokenIds.length; ++i) expectedOwner[tokenIds[i]] = actor(to);
    }

    function delegate(uint256 from, uint256 to) external {
        VM.prank(actor(from));
        collection.delegate(to % COUNT == 0 ? address(0) : actor(to));
    }

    function release() external {
        if (address(collection).balance > 0) collection.release();
    }

    /// @dev Wei that were paid for all tokens.
    function paid() external view returns (uint256) {
        return collection.totalMinted() * PRICE;
    }

    /// @dev A token that was minted, and its owner; nobody where there is none, or it was burnt.
    function _pick(uint256 seed) private view returns (uint256 tokenId, address owner) {
        uint256 minted = collection.totalMinted();
        if (minted == 0) return (0, address(0));
        tokenId = (seed % minted) + 1;
        owner = expectedOwner[tokenId];
    }
}

/// @title What holds for the collection whatever its holders do.
contract CollectionInvariantsTest {
    CollectionActors private _actors;
    Collection private _collection;

    function setUp() public {
        _actors = new CollectionActors();
        _collection = _actors.collection();
    }

    function targetContracts() external view returns (address[] memory targets) {
        targets = new address[](1);
        targets[0] = address(_actors);
    }

    /// hardhat-config: invariant.runs = 12
    /// hardhat-config: invariant.depth = 40
    /// hardhat-config: invariant.fail-on-revert = true
    function invariantEveryTokenHasItsOwnerAndIsCountedOnce() external view {
        uint256 minted = _collection.totalMinted();
        uint256[] memory owned = new uint256[](_actors.COUNT());
        address[] memory owners = minted == 0 ? new address[](0) : _collection.ownersIn(1, minted);
        for (uint256 i = 0; i < minted; ++i) {
            assert(owners[i] == _actors.expectedOwner(i + 1));
            if (owners[i] != address(0)) ++owned[uint160(owners[i]) - uint160(_actors.actor(0))];
        }
        uint256 supply = 0;
        for (uint256 i = 0; i < owned.length; ++i) {
            supply += owned[i];
            assert(owned[i] == _collection.balanceOf(_actors.actor(i)));
        }
        assert(supply == _collection.totalSupply());
    }

    /// hardhat-config: invariant.runs = 12
    /// hardhat-config: invariant.depth = 40
    /// hardhat-config: invariant.fail-on-revert = true
    function invariantVotesAreTheSumOfWhatWasDelegated() external view {
        for (uint256 i = 0; i < _actors.COUNT(); ++i) {
            uint256 sum = 0;
            for (uint256 j = 0; j < _actors.COUNT(); ++j) {
                address holder = _actors.actor(j);
                if (_collection.delegates(holder) == _actors.actor(i)) sum += _collection.balanceOf(holder);
            }
            assert(_collection.getVotes(_actors.actor(i)) == sum);
        }
    }

    /// hardhat-config: invariant.runs = 12
    /// hardhat-config: invariant.depth = 40
    /// hardhat-config: invariant.fail-on-revert = true
    function invariantWhatWasPaidIsHeldOrReleased() external view {
        assert(address(_collection).balance + _actors.released() == _actors.paid());
    }
}
