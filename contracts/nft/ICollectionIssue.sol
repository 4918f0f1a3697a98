// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

/**
 * @title ICollectionIssue
 * @notice Tokens that the owner gives out, as an organisation does with memberships.
 */
interface ICollectionIssue {
    /**
     * @notice Mints `quantity` tokens to `to`, without a payment. Only for the owner.
     * @return firstId Id of the first; the others follow it.
     */
    function mintTo(address to, uint256 quantity) external returns (uint256 firstId);
}
