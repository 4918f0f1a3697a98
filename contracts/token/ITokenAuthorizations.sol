// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

/**
 * @title ITokenAuthorizations
 * @notice ERC-3009 for every kind of account: its three calls once more, with the signature as bytes. An account with code
 * is asked whether the signature is its own (ERC-1271); of any other it must be its ECDSA signature of 65 bytes.
 * @dev All six calls share the nonces, errors and events of OpenZeppelin's `ERC3009`: `ERC3009InvalidSignature`,
 * `ERC3009InvalidAuthorizationTime`, `ERC3009UsedAuthorization`, `AuthorizationUsed`, `AuthorizationCanceled`.
 */
interface ITokenAuthorizations {
    /**
     * @notice Moves `value` from `from` to `to`, for whoever brings the authorisation.
     * @param from Who signed.
     * @param to Who gets the tokens.
     * @param value Amount in smallest units.
     * @param validAfter The authorisation counts after this second of Unix time.
     * @param validBefore The authorisation counts before this second of Unix time.
     * @param nonce 32 bytes that `from` never used before.
     * @param signature Of `TransferWithAuthorization` in the token's EIP-712 domain.
     */
    function transferWithAuthorization(
        address from,
        address to,
        uint256 value,
        uint256 validAfter,
        uint256 validBefore,
        bytes32 nonce,
        bytes calldata signature
    ) external;

    /// @notice As {transferWithAuthorization}, with a signature of `ReceiveWithAuthorization`, for `to` alone to bring.
    /// @dev Reverts with `ERC20InvalidReceiver(to)` for any other caller, so that nobody can take a deposit apart.
    function receiveWithAuthorization(
        address from,
        address to,
        uint256 value,
        uint256 validAfter,
        uint256 validBefore,
        bytes32 nonce,
        bytes calldata signature
    ) external;

    /// @notice Makes a nonce of `authorizer` useless, with a signature of `CancelAuthorization`.
    function cancelAuthorization(address authorizer, bytes32 nonce, bytes calldata signature) external;
}
