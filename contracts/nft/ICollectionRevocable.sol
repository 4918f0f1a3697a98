// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

/**
 * @title ICollectionRevocable
 * @notice Tokens that their issuer can take back, as an organisation ends a membership by a vote. Votes that a holder had
 * when a proposal's vote began count in it still.
 */
interface ICollectionRevocable {
    /// @notice The owner took the token back of `holder`, and destroyed it.
    event TokenRevoked(uint256 indexed tokenId, address indexed holder);

    /// @notice Destroys a token for ever, whoever holds it. Only for the owner.
    function revoke(uint256 tokenId) external;
}
