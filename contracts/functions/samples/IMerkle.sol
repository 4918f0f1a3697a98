// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

/**
 * @title A sample function: the Merkle tree of an airdrop's list.
 * @notice Implemented off chain by functions/merkle/assembly/index.ts, in AssemblyScript. The tree is the
 * StandardMerkleTree of OpenZeppelin's merkle-tree over (address, uint256): the library MerkleProof verifies its
 * proofs, against the leaf `keccak256(bytes.concat(keccak256(abi.encode(account, amount))))`.
 */
interface IMerkle {
    /// @param account Who may claim.
    /// @param amount How much, in the token's smallest unit.
    struct Claim {
        address account;
        uint256 amount;
    }

    /// @notice A tree needs one claim at least.
    error EmptyList();

    /// @notice The list has `count` claims, so none at `index`.
    error NoSuchClaim(uint32 index, uint32 count);

    /// @notice The tree's root. The order of the claims does not matter.
    function root(Claim[] calldata claims) external view returns (bytes32);

    /// @notice The hashes that lead from the claim at `index` of the list to the root.
    function proof(Claim[] calldata claims, uint32 index) external view returns (bytes32[] memory);
}
