// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import {FunctionDirectory} from "../../contracts/functions/FunctionDirectory.sol";
import {IFunctionRouter} from "../../contracts/functions/IFunctionRouter.sol";
import {Collection} from "../../contracts/nft/Collection.sol";
import {ICollection} from "../../contracts/nft/ICollection.sol";
import {ShieldRenderer} from "../../contracts/nft/ShieldRenderer.sol";
import {VM} from "../helpers/IVm.sol";

/// @title Four holders who mint batches, move tokens and delegate at random, and never ask for what cannot be.
contract CollectionActors {
    uint256 public constant COUNT = 4;
    uint128 private constant PRICE = 7;
    Collection public immutable collection;
    /// @dev Who must own which token, kept apart from the collection's own accounts.
    mapping(uint256 tokenId => address) public expectedOwner;
    uint256 public released;

    constructor() {
        ICollection.CollectionSettings memory settings;
        (settings.owner, settings.mintPrice, settings.maxSupply, settings.maxPerMint) = (
            address(this),
            PRICE,
            type(uint64).max,
            type(uint64).max
        );
        ICollection.TraitsFunction memory none;
        ShieldRenderer renderer = new ShieldRenderer();
        // Nothing is ever asked: any contract passes for the router.
        FunctionDirectory directory = new FunctionDirectory(
            address(this),
            IFunctionRouter(address(renderer))
        );
        collection = new Collection(settings, directory, renderer, none);
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
        if (collection.totalSupply() == 0) return;
        uint256 tokenId = (seed % collection.totalSupply()) + 1;
        address from = expectedOwner[tokenId];
        VM.prank(from);
        collection.transferFrom(from, actor(to), tokenId);
        expectedOwner[tokenId] = actor(to);
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
        return collection.totalSupply() * PRICE;
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
        uint256[] memory owned = new uint256[](_actors.COUNT());
        for (uint256 id = 1; id <= _collection.totalSupply(); ++id) {
            address owner = _collection.ownerOf(id);
            assert(owner == _actors.expectedOwner(id));
            ++owned[uint160(owner) - uint160(_actors.actor(0))];
        }
        for (uint256 i = 0; i < owned.length; ++i)
            assert(owned[i] == _collection.balanceOf(_actors.actor(i)));
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
