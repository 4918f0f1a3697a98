// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import {Signature} from "./FunctionTypes.sol";

/**
 * @title Who signed, from a signature in EIP-2098's compact form.
 * @dev The precompile is called without the compiler's copies: a fifth less for each signature beside the recovery itself,
 * which counts where twenty-one of thirty-one operators sign.
 */
library CompactSignature {
    /// @dev Half the order of secp256k1: a higher s is the malleable twin of a valid signature (EIP-2).
    uint256 private constant HALF_ORDER = 0x7fffffffffffffffffffffffffffffff5d576e7357a4501ddfe92f46681b20a0;

    /// @notice The signer of `digest`; 0 where the signature is malformed or malleable.
    function recover(bytes32 digest, Signature calldata signature) internal view returns (address signer) {
        // solhint-disable-next-line no-inline-assembly
        assembly ("memory-safe") {
            let vs := calldataload(add(signature, 0x20))
            let s := shr(1, shl(1, vs))
            if iszero(gt(s, HALF_ORDER)) {
                let free := mload(0x40)
                mstore(free, digest)
                mstore(add(free, 0x20), add(27, shr(255, vs)))
                mstore(add(free, 0x40), calldataload(signature))
                mstore(add(free, 0x60), s)
                // A signature that no key can have made leaves the zero as it is.
                mstore(0, 0)
                pop(staticcall(gas(), 1, free, 0x80, 0, 0x20))
                signer := mload(0)
            }
        }
    }
}
