// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import {AlthingToken} from "../../contracts/organisation/Althing/AlthingToken.sol";
import {tokenFor} from "../helpers/TokenSettings.sol";
import {VM} from "../helpers/IVm.sol";

/// @title Gas of the token's calls, each the first of its transaction, without that one's base cost.
contract TokenGasTest {
    uint256 private constant HOLDER_KEY = 0xA11CE;
    address private constant FRIEND = address(0xB0B);

    AlthingToken private _token;
    address private _holder;

    function setUp() public {
        _holder = VM.addr(HOLDER_KEY);
        _token = new AlthingToken(tokenFor(address(this), _holder));
        _token.mint(FRIEND, 1_000);
    }

    function testMint() public {
        _token.mint(FRIEND, 1);
        _snapshot("mint to a holder");
    }

    function testTransfer() public {
        VM.prank(_holder);
        _token.transfer(FRIEND, 1);
        _snapshot("transfer to a holder");
    }

    function testTransferToNewHolder() public {
        VM.prank(_holder);
        _token.transfer(address(0xCAFE), 1);
        _snapshot("transfer to a new holder");
    }

    function testDelegate() public {
        VM.prank(_holder);
        _token.delegate(_holder);
        _snapshot("first delegation");
    }

    function testBurn() public {
        VM.prank(_holder);
        _token.burn(1);
        _snapshot("burn");
    }

    function testPermit() public {
        bytes32 permitType = keccak256(
            "Permit(address owner,address spender,uint256 value,uint256 nonce,uint256 deadline)"
        );
        bytes32 structHash = keccak256(abi.encode(permitType, _holder, FRIEND, 1, 0, type(uint256).max));
        bytes32 digest = keccak256(abi.encodePacked("\x19\x01", _token.DOMAIN_SEPARATOR(), structHash));
        (uint8 v, bytes32 r, bytes32 s) = VM.sign(HOLDER_KEY, digest);
        _token.permit(_holder, FRIEND, 1, type(uint256).max, v, r, s);
        _snapshot("permit");
    }

    function _snapshot(string memory name) private {
        VM.snapshotGasLastCall("AlthingToken", name);
    }
}

/// @title Gas of a transfer whose sender and receiver have both delegated.
contract DelegatedTokenGasTest {
    address private constant HOLDER = address(0xA11CE);
    address private constant FRIEND = address(0xB0B);

    AlthingToken private _token;

    function setUp() public {
        _token = new AlthingToken(tokenFor(address(this), HOLDER));
        _token.mint(FRIEND, 1_000);
        VM.prank(HOLDER);
        _token.delegate(HOLDER);
        VM.prank(FRIEND);
        _token.delegate(FRIEND);
        VM.warp(block.timestamp + 60);
    }

    function testTransfer() public {
        VM.prank(HOLDER);
        _token.transfer(FRIEND, 1);
        VM.snapshotGasLastCall("AlthingToken", "transfer, both delegated");
    }
}
