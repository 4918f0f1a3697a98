// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import {ERC3009} from "@openzeppelin/contracts/token/ERC20/extensions/draft-ERC3009.sol";
import {SignatureChecker} from "@openzeppelin/contracts/utils/cryptography/SignatureChecker.sol";
import {ITokenAuthorizations} from "./ITokenAuthorizations.sol";

/**
 * @title TokenAuthorizations
 * @notice Transfers by signed authorisation (ERC-3009) that smart wallets can sign too. See {ITokenAuthorizations}.
 * @dev OpenZeppelin's `ERC3009` knows ECDSA only; its `ERC20TransferAuthorization` takes bytes, but reads a nonce as the
 * next of a sequence, so that the random nonces that ERC-3009's wallets choose would be refused.
 */
abstract contract TokenAuthorizations is ITokenAuthorizations, ERC3009 {
    /// @inheritdoc ITokenAuthorizations
    function transferWithAuthorization(
        address from,
        address to,
        uint256 value,
        uint256 validAfter,
        uint256 validBefore,
        bytes32 nonce,
        bytes calldata signature
    ) external {
        bytes32 kind = TRANSFER_WITH_AUTHORIZATION_TYPEHASH;
        _checkSignature(from, abi.encode(kind, from, to, value, validAfter, validBefore, nonce), signature);
        _transferWithAuthorization(from, to, value, validAfter, validBefore, nonce);
    }

    /// @inheritdoc ITokenAuthorizations
    function receiveWithAuthorization(
        address from,
        address to,
        uint256 value,
        uint256 validAfter,
        uint256 validBefore,
        bytes32 nonce,
        bytes calldata signature
    ) external {
        if (to != _msgSender()) revert ERC20InvalidReceiver(to);
        bytes32 kind = RECEIVE_WITH_AUTHORIZATION_TYPEHASH;
        _checkSignature(from, abi.encode(kind, from, to, value, validAfter, validBefore, nonce), signature);
        _transferWithAuthorization(from, to, value, validAfter, validBefore, nonce);
    }

    /// @inheritdoc ITokenAuthorizations
    function cancelAuthorization(address authorizer, bytes32 nonce, bytes calldata signature) external {
        _checkSignature(authorizer, abi.encode(CANCEL_AUTHORIZATION_TYPEHASH, authorizer, nonce), signature);
        _cancelAuthorization(authorizer, nonce);
    }

    function _checkSignature(address signer, bytes memory message, bytes calldata signature) private view {
        bytes32 digest = _hashTypedDataV4(keccak256(message));
        if (!SignatureChecker.isValidSignatureNowCalldata(signer, digest, signature))
            revert ERC3009InvalidSignature();
    }
}
