// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import {MerkleProof} from "@openzeppelin/contracts/utils/cryptography/MerkleProof.sol";
import {SignatureChecker} from "@openzeppelin/contracts/utils/cryptography/SignatureChecker.sol";
import {Math} from "@openzeppelin/contracts/utils/math/Math.sol";
import {CollectionBase} from "./CollectionBase.sol";
import {ICollectionPhases} from "./ICollectionPhases.sol";

/**
 * @title CollectionPhases
 * @notice The sale of a collection in phases. See {ICollectionPhases}.
 *
 * As phases follow each other and never come back, an account's tokens are counted for the latest phase alone: with
 * those of all phases they fit one slot.
 */
abstract contract CollectionPhases is ICollectionPhases, CollectionBase {
    /// @dev `phase` is the number of the phase that `inPhase` counts for, plus one.
    struct Count {
        uint64 total;
        uint64 inPhase;
        uint64 phase;
    }

    bytes32 private constant VOUCHER_TYPEHASH = keccak256(
        "MintVoucher(uint40 phaseStart,uint40 phaseEnd,address account,uint64 limit,uint96 price,uint40 deadline)"
    );
    uint256 private constant NO_LIMIT = type(uint256).max;

    uint256 private immutable _walletLimit;
    address private _signer;
    Phase[] private _phases;
    mapping(address account => Count) private _counts;

    constructor(PhasesSettings memory sale) {
        _walletLimit = sale.walletLimit;
        _setSigner(sale.signer);
        for (uint256 i = 0; i < sale.phases.length; ++i) _append(sale.phases[i]);
        emit PhasesChanged(0, sale.phases);
    }

    /// @inheritdoc ICollectionPhases
    function mint(address to, uint256 quantity) external payable returns (uint256 firstId) {
        uint256 phase = _openPhase(PhaseKind.Public);
        _count(msg.sender, phase, quantity, NO_LIMIT);
        return _sell(to, quantity, _phases[phase].price);
    }

    /// @inheritdoc ICollectionPhases
    function mintAllowlisted(
        address to,
        uint256 quantity,
        Allowance calldata allowance,
        bytes32[] calldata proof
    ) external payable returns (uint256 firstId) {
        uint256 phase = _openPhase(PhaseKind.Allowlist);
        bytes32 entry = keccak256(abi.encode(msg.sender, allowance.limit, allowance.price));
        if (!MerkleProof.verifyCalldata(proof, _phases[phase].root, keccak256(bytes.concat(entry))))
            revert CollectionProofInvalid(msg.sender, allowance.limit, allowance.price);
        _count(msg.sender, phase, quantity, allowance.limit);
        return _sell(to, quantity, allowance.price);
    }

    /// @inheritdoc ICollectionPhases
    function mintWithVoucher(
        address to,
        uint256 quantity,
        Voucher calldata voucher,
        bytes calldata signature
    ) external payable returns (uint256 firstId) {
        uint256 phase = _openPhase(PhaseKind.Signature);
        if (block.timestamp > voucher.deadline) revert CollectionVoucherExpired(voucher.deadline);
        bytes32 digest = _voucherDigest(_phases[phase], msg.sender, voucher);
        if (!SignatureChecker.isValidSignatureNowCalldata(_signer, digest, signature))
            revert CollectionVoucherInvalid(msg.sender, phase);
        _count(msg.sender, phase, quantity, voucher.limit);
        return _sell(to, quantity, voucher.price);
    }

    /// @inheritdoc ICollectionPhases
    function setPhases(uint256 kept, Phase[] calldata next) external onlyOwner {
        uint256 count = _phases.length;
        if (kept > count) revert CollectionPhaseUnknown(kept, count);
        if (kept < count && _phases[kept].start <= block.timestamp)
            revert CollectionPhaseBegun(kept, _phases[kept].start);
        for (; count > kept; --count) _phases.pop();
        for (uint256 i = 0; i < next.length; ++i) {
            if (next[i].start < block.timestamp) revert CollectionPhaseBegun(kept + i, next[i].start);
            _append(next[i]);
        }
        emit PhasesChanged(kept, next);
    }

    /// @inheritdoc ICollectionPhases
    function setSigner(address current) external onlyOwner {
        _setSigner(current);
    }

    /// @inheritdoc ICollectionPhases
    function mintedBy(address account) external view returns (uint256 total, uint256 inOpenPhase) {
        Count memory counted = _counts[account];
        (bool open, uint256 phase) = _latest();
        return (counted.total, open && counted.phase == phase + 1 ? counted.inPhase : 0);
    }

    /// @inheritdoc ICollectionPhases
    function phases() external view returns (Phase[] memory) {
        return _phases;
    }

    /// @inheritdoc ICollectionPhases
    function walletLimit() external view returns (uint256) {
        return _walletLimit;
    }

    /// @inheritdoc ICollectionPhases
    function signer() external view returns (address) {
        return _signer;
    }

    /// @inheritdoc ICollectionPhases
    function openPhase() public view returns (uint256) {
        (bool open, uint256 phase) = _latest();
        if (!open) revert CollectionSaleClosed(_nextStart());
        return phase;
    }

    /// @notice Adds {ICollectionPhases} to what the collection supports.
    function supportsInterface(bytes4 interfaceId) public view virtual override returns (bool) {
        return interfaceId == type(ICollectionPhases).interfaceId || super.supportsInterface(interfaceId);
    }

    function _openPhase(PhaseKind kind) private view returns (uint256 phase) {
        phase = openPhase();
        if (_phases[phase].kind != kind) revert CollectionPhaseKind(phase, _phases[phase].kind);
    }

    /// @dev The phase that began last, and whether it is open still. Sales spend most time in late phases.
    function _latest() private view returns (bool open, uint256 phase) {
        phase = _phases.length;
        while (phase > 0) {
            Phase storage latest = _phases[--phase];
            if (latest.start <= block.timestamp) return (block.timestamp < latest.end, phase);
        }
    }

    function _nextStart() private view returns (uint256) {
        for (uint256 i = 0; i < _phases.length; ++i) {
            if (_phases[i].start > block.timestamp) return _phases[i].start;
        }
        return 0;
    }

    /// @dev Counts what the account is about to mint, and refuses what is over any limit.
    function _count(address account, uint256 phase, uint256 quantity, uint256 entitled) private {
        uint256 most = Math.min(entitled, _limit(_phases[phase].walletLimit));
        if (most == NO_LIMIT && _walletLimit == 0) return;
        Count memory counted = _counts[account];
        if (counted.phase != phase + 1) (counted.phase, counted.inPhase) = (uint64(phase + 1), 0);
        uint256 left = Math.min(
            Math.saturatingSub(most, counted.inPhase),
            Math.saturatingSub(_limit(_walletLimit), counted.total)
        );
        if (quantity > left) revert CollectionLimitExceeded(account, quantity, left);
        counted.inPhase += uint64(quantity);
        counted.total += uint64(quantity);
        _counts[account] = counted;
    }

    /// @dev By its times, which no two phases share: a phase of other times that replaces it has other vouchers.
    function _voucherDigest(
        Phase storage phase,
        address account,
        Voucher calldata voucher
    ) private view returns (bytes32) {
        return
            _hashTypedDataV4(
                keccak256(
                    abi.encode(
                        VOUCHER_TYPEHASH,
                        phase.start,
                        phase.end,
                        account,
                        voucher.limit,
                        voucher.price,
                        voucher.deadline
                    )
                )
            );
    }

    function _limit(uint256 walletLimit_) private pure returns (uint256) {
        return walletLimit_ == 0 ? NO_LIMIT : walletLimit_;
    }

    function _append(Phase memory next) private {
        uint256 index = _phases.length;
        if (next.end <= next.start) revert CollectionPhaseTimes(index, next.start, next.end);
        uint256 earliest = index == 0 ? 0 : _phases[index - 1].end;
        if (next.start < earliest) revert CollectionPhaseOverlaps(index, next.start, earliest);
        if ((next.kind == PhaseKind.Allowlist) != (next.root != 0))
            revert CollectionPhaseRoot(index, next.kind, next.root);
        if (next.kind != PhaseKind.Public && next.price != 0)
            revert CollectionPhasePrice(index, next.kind, next.price);
        if (next.kind == PhaseKind.Signature && _signer == address(0)) revert CollectionSignerUnset(index);
        _phases.push(next);
    }

    function _setSigner(address current) private {
        emit SignerChanged(_signer, current);
        _signer = current;
    }
}
