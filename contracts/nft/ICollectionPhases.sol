// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

/**
 * @title ICollectionPhases
 * @notice A sale in phases, one after the other: who may mint, when, how many and for how much. Entitled is who calls,
 * and what it mints is counted for it, whoever gets the tokens. Amounts are wei, times Unix seconds.
 */
interface ICollectionPhases {
    /// @notice Who may mint in a phase.
    enum PhaseKind {
        Public,
        Allowlist,
        Signature
    }

    /// @notice A phase of the sale. Phases are in the order of time and do not overlap.
    /// @param start The first second in which it is open.
    /// @param end The first second in which it is not any more.
    /// @param walletLimit The most tokens that one account mints in it; 0: as many as it is otherwise entitled to.
    /// @param price Wei a token, of a public phase alone: allowances and vouchers name their own.
    /// @param root Of the Merkle tree of allowances, of an allowlist phase, which must have one; else zero. Its leaves
    /// are those of OpenZeppelin's standard tree over (address account, uint256 limit, uint256 price).
    struct Phase {
        PhaseKind kind;
        uint40 start;
        uint40 end;
        uint64 walletLimit;
        uint96 price;
        bytes32 root;
    }

    /// @notice How a sale in phases begins.
    /// @param signer Signs vouchers: an account, or a contract that knows ERC-1271. Zero where no phase needs it.
    /// @param walletLimit The most tokens that one account mints in all phases together; 0: no such limit.
    struct PhasesSettings {
        address signer;
        uint64 walletLimit;
        Phase[] phases;
    }

    /// @notice What an allowlist's leaf entitles its account to, in the phase of the list.
    struct Allowance {
        uint64 limit;
        uint96 price;
    }

    /**
     * @notice What a signature entitles an account to in one phase, until the deadline. It can be shown again and
     * again: what the account minted in the phase counts against the limit. It names the phase by its times, so that it
     * is void once the owner has replaced the phase by one of other times. The signer signs EIP-712's
     * `MintVoucher(uint40 phaseStart,uint40 phaseEnd,address account,uint64 limit,uint96 price,uint40 deadline)`.
     */
    struct Voucher {
        uint64 limit;
        uint96 price;
        uint40 deadline;
    }

    /// @notice From the phase numbered `kept` on, the phases are `next` now. They are numbered from 0.
    event PhasesChanged(uint256 kept, Phase[] next);

    /// @notice Vouchers are signed by `current` from now on; those of `previous` are void.
    event SignerChanged(address indexed previous, address indexed current);

    /// @dev No phase is open. The next opens at `opensAt`, zero if none will.
    error CollectionSaleClosed(uint256 opensAt);

    /// @dev The phase that is open is of another kind.
    error CollectionPhaseKind(uint256 phase, PhaseKind actual);

    /// @dev The account may mint no more than `left` now.
    error CollectionLimitExceeded(address account, uint256 quantity, uint256 left);

    /// @dev The list has no such entry, or the proof is not its.
    error CollectionProofInvalid(address account, uint256 limit, uint256 price);

    /// @dev The signer did not sign this for this account and phase.
    error CollectionVoucherInvalid(address account, uint256 phase);

    /// @dev The voucher was good until `deadline`.
    error CollectionVoucherExpired(uint256 deadline);

    /// @dev A phase ends after it starts.
    error CollectionPhaseTimes(uint256 phase, uint256 start, uint256 end);

    /// @dev A phase starts when the one before has ended, at `earliest`, or later.
    error CollectionPhaseOverlaps(uint256 phase, uint256 start, uint256 earliest);

    /// @dev An allowlist phase needs a root; no other phase has one.
    error CollectionPhaseRoot(uint256 phase, PhaseKind kind, bytes32 root);

    /// @dev Only public phases have a price.
    error CollectionPhasePrice(uint256 phase, PhaseKind kind, uint256 price);

    /// @dev A phase in which signatures entitle needs a signer.
    error CollectionSignerUnset(uint256 phase);

    /// @dev The phase has begun, or would have, and cannot be changed any more.
    error CollectionPhaseBegun(uint256 phase, uint256 start);

    /// @dev There are only `count` phases to keep.
    error CollectionPhaseUnknown(uint256 kept, uint256 count);

    /**
     * @notice Mints `quantity` tokens to `to` while a public phase is open, for exactly its price each.
     * @return firstId Id of the first; the others follow it.
     */
    function mint(address to, uint256 quantity) external payable returns (uint256 firstId);

    /// @notice Mints while an allowlist phase is open, as the caller's entry in the list says.
    function mintAllowlisted(
        address to,
        uint256 quantity,
        Allowance calldata allowance,
        bytes32[] calldata proof
    ) external payable returns (uint256 firstId);

    /// @notice Mints while a signature phase is open, as the caller's voucher says.
    function mintWithVoucher(
        address to,
        uint256 quantity,
        Voucher calldata voucher,
        bytes calldata signature
    ) external payable returns (uint256 firstId);

    /// @notice All phases, in the order of time.
    function phases() external view returns (Phase[] memory);

    /// @notice The number of the open phase. Reverts with {CollectionSaleClosed} where none is.
    function openPhase() external view returns (uint256);

    /// @notice What the account minted in all phases, and in the one that is open (0 where none is), as far as limits
    /// made it count.
    function mintedBy(address account) external view returns (uint256 total, uint256 inOpenPhase);

    /// @notice The most tokens that one account mints in all phases together; 0: no such limit.
    function walletLimit() external view returns (uint256);

    /// @notice Who signs vouchers.
    function signer() external view returns (address);

    /// @notice Replaces the phases from number `kept` on, none of which has begun, by `next`. Only for the owner.
    function setPhases(uint256 kept, Phase[] calldata next) external;

    /// @notice Sets who signs vouchers; zero voids all. Only for the owner.
    function setSigner(address current) external;
}
