// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import {FunctionDirectory} from "../../contracts/functions/FunctionDirectory.sol";
import {IFunctionRouter} from "../../contracts/functions/IFunctionRouter.sol";
import {Collection} from "../../contracts/organisation/Althing/Collection.sol";
import {ICollectionBase} from "../../contracts/nft/ICollectionBase.sol";
import {ICollectionSale} from "../../contracts/nft/ICollectionSale.sol";
import {ICollectionTraits} from "../../contracts/nft/ICollectionTraits.sol";
import {IShieldRenderer} from "../../contracts/nft/IShieldRenderer.sol";
import {VM} from "../helpers/IVm.sol";

/// @title Gas of the collection's calls, each the first of its transaction, without that one's base cost.
contract CollectionGasTest {
    uint128 private constant PRICE = 0.01 ether;
    address private constant HOLDER = address(0xA11CE);
    address private constant FRIEND = address(0xB0B);

    Collection private _collection;
    uint256 private _firstId;

    function setUp() public {
        ICollectionBase.CollectionSettings memory settings = ICollectionBase.CollectionSettings({
            name: "Shields",
            symbol: "SHIELD",
            contractURI: "",
            owner: address(this),
            maxSupply: 10_000,
            maxPerMint: 100,
            royaltyReceiver: address(this),
            royaltyBasisPoints: 500
        });
        ICollectionTraits.TraitsSettings memory traits;
        traits.directory = new FunctionDirectory(address(this), IFunctionRouter(address(this)));
        traits.renderer = IShieldRenderer(address(1));
        _collection = new Collection(settings, ICollectionSale.SaleSettings(PRICE), traits);
        VM.deal(address(this), 10 ether);
        _firstId = _collection.mint{value: 5 * PRICE}(HOLDER, 5);
    }

    function testMint1() public {
        _mint(1, "mint 1");
    }

    function testMint5() public {
        _mint(5, "mint 5");
    }

    function testMint20() public {
        _mint(20, "mint 20");
    }

    function testTransferFirst() public {
        _transfer(0, "transfer, first of its batch");
    }

    function testTransferMiddle() public {
        _transfer(2, "transfer, middle of its batch");
    }

    function _mint(uint256 quantity, string memory name) private {
        _collection.mint{value: quantity * PRICE}(FRIEND, quantity);
        VM.snapshotGasLastCall("Collection", name);
    }

    function _transfer(uint256 place, string memory name) private {
        VM.prank(HOLDER);
        _collection.transferFrom(HOLDER, FRIEND, _firstId + place);
        VM.snapshotGasLastCall("Collection", name);
    }
}
