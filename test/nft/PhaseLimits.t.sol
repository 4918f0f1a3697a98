// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import {Hashes} from "@openzeppelin/contracts/utils/cryptography/Hashes.sol";
import {MessageHashUtils} from "@openzeppelin/contracts/utils/cryptography/MessageHashUtils.sol";
import {PhasedCollection} from "../../contracts/mocks/composed/PhasedCollection.sol";
import {ICollectionBase} from "../../contracts/nft/ICollectionBase.sol";
import {ICollectionBaseURI} from "../../contracts/nft/ICollectionBaseURI.sol";
import {ICollectionPhases} from "../../contracts/nft/ICollectionPhases.sol";
import {VM} from "../helpers/IVm.sol";

/**
 * @title Two buyers who try every way to mint, in four phases and between them.
 * @notice A mint must come off exactly when a plain count says so: a count an account, phase and in all.
 */
contract PhaseLimitsTest {
    uint256 private constant SIGNER_KEY = 0x51647;
    uint256 private constant ATTEMPTS = 60;
    uint40 private constant START = 1_000;
    uint40 private constant LENGTH = 100;

    PhasedCollection private _collection;
    ICollectionPhases.Phase[] private _plan;
    uint64 private _walletLimit;
    /// @dev What the list and the vouchers allow each buyer.
    uint64[2] private _entitled;
    mapping(uint256 buyer => mapping(uint256 phase => uint256)) private _inPhase;
    mapping(uint256 buyer => uint256) private _total;

    function testFuzzNoLimitIsExceededInAnyMixOfPhases(uint256 seed) public {
        _deploy(seed);
        uint256 now_ = START - 10;
        for (uint256 i = 0; i < ATTEMPTS; ++i) {
            seed = uint256(keccak256(abi.encode(seed)));
            now_ += seed % 16;
            VM.warp(now_);
            _attempt((seed >> 8) % 2, ICollectionPhases.PhaseKind((seed >> 16) % 3), (seed >> 24) % 6, now_);
        }
        assert(_collection.totalSupply() == _total[0] + _total[1]);
    }

    /// @dev List, gap, vouchers, list again (the same one), and everybody: limits and their lack at random.
    function _deploy(uint256 seed) private {
        _walletLimit = uint64(seed % 3 == 0 ? 0 : (seed >> 8) % 20);
        for (uint256 i = 0; i < 2; ++i) _entitled[i] = uint64((seed >> (16 + 8 * i)) % 10);
        bytes32 root = Hashes.commutativeKeccak256(_leaf(0), _leaf(1));
        ICollectionPhases.PhaseKind[4] memory kinds = [
            ICollectionPhases.PhaseKind.Allowlist,
            ICollectionPhases.PhaseKind.Signature,
            ICollectionPhases.PhaseKind.Allowlist,
            ICollectionPhases.PhaseKind.Public
        ];
        for (uint256 i = 0; i < 4; ++i) {
            uint40 start = START + uint40(i) * LENGTH + (i > 0 ? 20 : 0);
            uint64 limit = uint64((seed >> (32 + 8 * i)) % 8);
            bytes32 list = kinds[i] == ICollectionPhases.PhaseKind.Allowlist ? root : bytes32(0);
            _plan.push(
                ICollectionPhases.Phase(kinds[i], start, START + uint40(i + 1) * LENGTH, limit, 0, list)
            );
        }
        ICollectionBase.CollectionSettings memory settings;
        (settings.owner, settings.royaltyReceiver) = (address(this), address(this));
        (settings.maxSupply, settings.maxPerMint) = (1_000, 5);
        ICollectionPhases.PhasesSettings memory sale = ICollectionPhases.PhasesSettings(
            VM.addr(SIGNER_KEY),
            _walletLimit,
            _plan
        );
        ICollectionBaseURI.BaseURISettings memory metadata;
        _collection = new PhasedCollection(settings, sale, metadata);
    }

    function _attempt(
        uint256 buyer,
        ICollectionPhases.PhaseKind way,
        uint256 quantity,
        uint256 now_
    ) private {
        (bool open, uint256 phase) = _openAt(now_);
        bool expected = open && _plan[phase].kind == way && _allowed(buyer, phase, quantity);
        bytes memory call = _callOf(buyer, way, phase, quantity);
        VM.prank(_account(buyer));
        // solhint-disable-next-line avoid-low-level-calls
        (bool came, ) = address(_collection).call(call);
        assert(came == expected);
        if (!came) return;
        _inPhase[buyer][phase] += quantity;
        _total[buyer] += quantity;
    }

    function _allowed(uint256 buyer, uint256 phase, uint256 quantity) private view returns (bool) {
        if (quantity == 0 || quantity > 5) return false;
        if (_walletLimit != 0 && _total[buyer] + quantity > _walletLimit) return false;
        uint256 inPhase = _inPhase[buyer][phase] + quantity;
        if (_plan[phase].walletLimit != 0 && inPhase > _plan[phase].walletLimit) return false;
        return _plan[phase].kind == ICollectionPhases.PhaseKind.Public || inPhase <= _entitled[buyer];
    }

    function _openAt(uint256 now_) private view returns (bool, uint256) {
        for (uint256 i = 0; i < 4; ++i) {
            if (now_ >= _plan[i].start && now_ < _plan[i].end) return (true, i);
        }
        return (false, 0);
    }

    function _callOf(
        uint256 buyer,
        ICollectionPhases.PhaseKind way,
        uint256 phase,
        uint256 quantity
    ) private view returns (bytes memory) {
        address to = _account(buyer);
        if (way == ICollectionPhases.PhaseKind.Public)
            return abi.encodeCall(ICollectionPhases.mint, (to, quantity));
        if (way == ICollectionPhases.PhaseKind.Allowlist) {
            bytes32[] memory proof = new bytes32[](1);
            proof[0] = _leaf(1 - buyer);
            return
                abi.encodeCall(
                    ICollectionPhases.mintAllowlisted,
                    (to, quantity, ICollectionPhases.Allowance(_entitled[buyer], 0), proof)
                );
        }
        ICollectionPhases.Voucher memory voucher = ICollectionPhases.Voucher(
            _entitled[buyer],
            0,
            type(uint40).max
        );
        return
            abi.encodeCall(
                ICollectionPhases.mintWithVoucher,
                (to, quantity, voucher, _sign(to, phase, voucher))
            );
    }

    function _sign(
        address account,
        uint256 phase,
        ICollectionPhases.Voucher memory voucher
    ) private view returns (bytes memory) {
        bytes32 typehash = keccak256(
            "MintVoucher(uint40 phaseStart,uint40 phaseEnd,address account,uint64 limit,uint96 price,uint40 deadline)"
        );
        (uint40 start, uint40 end) = (_plan[phase].start, _plan[phase].end);
        bytes32 message = keccak256(
            abi.encode(typehash, start, end, account, voucher.limit, voucher.price, voucher.deadline)
        );
        bytes32 digest = MessageHashUtils.toTypedDataHash(_domain(), message);
        (uint8 v, bytes32 r, bytes32 s) = VM.sign(SIGNER_KEY, digest);
        return abi.encodePacked(r, s, v);
    }

    function _domain() private view returns (bytes32) {
        bytes32 typehash = keccak256(
            "EIP712Domain(string name,string version,uint256 chainId,address verifyingContract)"
        );
        return
            keccak256(
                abi.encode(typehash, keccak256(""), keccak256("1"), block.chainid, address(_collection))
            );
    }

    function _leaf(uint256 buyer) private view returns (bytes32) {
        bytes32 entry = keccak256(abi.encode(_account(buyer), uint256(_entitled[buyer]), uint256(0)));
        return keccak256(bytes.concat(entry));
    }

    function _account(uint256 buyer) private pure returns (address) {
        return address(uint160(0xB0B + buyer));
    }
}
