// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

/**
 * @title ITokenBridgeable
 * @notice A token that bridges can burn here and mint elsewhere (ERC-7802, whose calls and events OpenZeppelin's
 * `ERC20Bridgeable` has). The cap counts for bridges too.
 */
interface ITokenBridgeable {
    /**
     * @notice The role of bridges. Nobody has it at first: the organisation gives it to a bridge that it trusts with
     * every holder's tokens, since ERC-7802 lets bridges burn without an allowance.
     */
    // solhint-disable-next-line func-name-mixedcase
    function BRIDGE_ROLE() external view returns (bytes32);
}
