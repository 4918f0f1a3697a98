// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

/**
 * @notice What the router keeps of a program it admitted, in a word: function id (48 bits, lowest) | royalty's share in
 * basis points (16) | domain's number (8) | 1. Zero: not admitted.
 */
type Admission is uint256;

using {isAdmitted, functionId, royaltyShare, domain} for Admission global;

function newAdmission(uint48 functionId_, uint16 royaltyShare_, uint8 domain_) pure returns (Admission) {
    return
        Admission.wrap(functionId_ | (uint256(royaltyShare_) << 48) | (uint256(domain_) << 64) | (1 << 72));
}

function isAdmitted(Admission self) pure returns (bool) {
    return Admission.unwrap(self) != 0;
}

function functionId(Admission self) pure returns (uint48) {
    return uint48(Admission.unwrap(self));
}

function royaltyShare(Admission self) pure returns (uint256) {
    return uint16(Admission.unwrap(self) >> 48);
}

function domain(Admission self) pure returns (uint256) {
    return uint8(Admission.unwrap(self) >> 64);
}
