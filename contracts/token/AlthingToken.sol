// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import {AccessControl} from "@openzeppelin/contracts/access/AccessControl.sol";
import {ERC20} from "@openzeppelin/contracts/token/ERC20/ERC20.sol";
import {ERC1363} from "@openzeppelin/contracts/token/ERC20/extensions/ERC1363.sol";
import {ERC20Burnable} from "@openzeppelin/contracts/token/ERC20/extensions/ERC20Burnable.sol";
import {ERC20Capped} from "@openzeppelin/contracts/token/ERC20/extensions/ERC20Capped.sol";
import {ERC20Permit} from "@openzeppelin/contracts/token/ERC20/extensions/ERC20Permit.sol";
import {ERC20Votes} from "@openzeppelin/contracts/token/ERC20/extensions/ERC20Votes.sol";
import {ERC6372Utils} from "@openzeppelin/contracts/utils/ERC6372Utils.sol";
import {Nonces} from "@openzeppelin/contracts/utils/Nonces.sol";
import {Time} from "@openzeppelin/contracts/utils/types/Time.sol";
import {IAlthingToken} from "./IAlthingToken.sol";

/**
 * @title AlthingToken
 * @notice The voting token of an organisation. See {IAlthingToken}.
 */
contract AlthingToken is
    IAlthingToken,
    ERC20Capped,
    ERC20Burnable,
    ERC20Permit,
    ERC20Votes,
    ERC1363,
    AccessControl
{
    /// @inheritdoc IAlthingToken
    bytes32 public constant MINTER_ROLE = keccak256("MINTER_ROLE");

    /**
     * @param name The token's name, also that of its EIP-712 domain (version "1").
     * @param symbol The token's symbol.
     * @param cap The most tokens that may ever exist at a time, in smallest units.
     * @param admin Gets the default admin role and {MINTER_ROLE}: the organisation's timelock.
     * @param premintTo Gets `premint`, and no role.
     * @param premint Tokens created at once, in smallest units.
     */
    constructor(
        string memory name,
        string memory symbol,
        uint256 cap,
        address admin,
        address premintTo,
        uint256 premint
    ) ERC20(name, symbol) ERC20Capped(cap) ERC20Permit(name) {
        if (admin == address(0)) revert AlthingTokenAdminZero();
        if (cap > _maxSupply()) revert AlthingTokenCapTooLarge(cap, _maxSupply());
        _grantRole(DEFAULT_ADMIN_ROLE, admin);
        _grantRole(MINTER_ROLE, admin);
        if (premint != 0) _mint(premintTo, premint);
    }

    /// @inheritdoc IAlthingToken
    function mint(address to, uint256 amount) external onlyRole(MINTER_ROLE) {
        _mint(to, amount);
    }

    /// @notice The clock that votes are checkpointed by: seconds since 1970.
    function clock() public view override returns (uint48) {
        return Time.timestamp();
    }

    /// @notice The clock's kind as ERC-6372 writes it.
    // solhint-disable-next-line func-name-mixedcase
    function CLOCK_MODE() public view override returns (string memory) {
        return ERC6372Utils.timestampClockMode(clock);
    }

    /// @notice The next nonce of `owner`, shared by permits and by delegations by signature.
    function nonces(address owner) public view override(ERC20Permit, Nonces) returns (uint256) {
        return super.nonces(owner);
    }

    /// @notice Whether the interface is ERC-165, ERC-1363 or that of access control.
    function supportsInterface(
        bytes4 interfaceId
    ) public view override(ERC1363, AccessControl) returns (bool) {
        return super.supportsInterface(interfaceId);
    }

    function _update(
        address from,
        address to,
        uint256 value
    ) internal override(ERC20, ERC20Capped, ERC20Votes) {
        super._update(from, to, value);
    }
}
