// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import {AccessControl} from "@openzeppelin/contracts/access/AccessControl.sol";
import {IVotes} from "@openzeppelin/contracts/governance/utils/IVotes.sol";
import {IERC3009, IERC3009Cancel} from "@openzeppelin/contracts/interfaces/draft-IERC3009.sol";
import {IERC20Metadata} from "@openzeppelin/contracts/interfaces/IERC20Metadata.sol";
import {IERC5267} from "@openzeppelin/contracts/interfaces/IERC5267.sol";
import {IERC6372} from "@openzeppelin/contracts/interfaces/IERC6372.sol";
import {ERC20} from "@openzeppelin/contracts/token/ERC20/ERC20.sol";
import {ERC1363} from "@openzeppelin/contracts/token/ERC20/extensions/ERC1363.sol";
import {ERC20Burnable} from "@openzeppelin/contracts/token/ERC20/extensions/ERC20Burnable.sol";
import {ERC20Capped} from "@openzeppelin/contracts/token/ERC20/extensions/ERC20Capped.sol";
import {ERC20Permit} from "@openzeppelin/contracts/token/ERC20/extensions/ERC20Permit.sol";
import {ERC20Votes} from "@openzeppelin/contracts/token/ERC20/extensions/ERC20Votes.sol";
import {IERC20Permit} from "@openzeppelin/contracts/token/ERC20/extensions/IERC20Permit.sol";
import {IERC20} from "@openzeppelin/contracts/token/ERC20/IERC20.sol";
import {ERC6372Utils} from "@openzeppelin/contracts/utils/ERC6372Utils.sol";
import {Nonces} from "@openzeppelin/contracts/utils/Nonces.sol";
import {Time} from "@openzeppelin/contracts/utils/types/Time.sol";
import {IGovernanceToken, TokenSettings} from "./IGovernanceToken.sol";
import {TokenAuthorizations} from "./TokenAuthorizations.sol";

/**
 * @title GovernanceToken
 * @notice The voting token of an organisation. See {IGovernanceToken}.
 * @dev Abstract: an organisation's own token names this contract and then the modules that it wants, and resolves what
 * they override. `_delegate` stands here for that alone.
 */
abstract contract GovernanceToken is
    IGovernanceToken,
    ERC20Capped,
    ERC20Burnable,
    ERC20Permit,
    ERC20Votes,
    ERC1363,
    TokenAuthorizations,
    AccessControl
{
    /// @inheritdoc IGovernanceToken
    bytes32 public constant MINTER_ROLE = keccak256("MINTER_ROLE");

    /// @dev Whom modules' constructors grant their roles to. Only constructors read it: it is not in the code.
    address internal immutable _admin;

    constructor(
        TokenSettings memory settings
    ) ERC20(settings.name, settings.symbol) ERC20Capped(settings.cap) ERC20Permit(settings.name) {
        if (settings.admin == address(0)) revert GovernanceTokenAdminZero();
        if (settings.cap > _maxSupply()) revert GovernanceTokenCapTooLarge(settings.cap, _maxSupply());
        _admin = settings.admin;
        _grantRole(DEFAULT_ADMIN_ROLE, settings.admin);
        _grantRole(MINTER_ROLE, settings.admin);
        for (uint256 i = 0; i < settings.premint.length; ++i)
            _mint(settings.premint[i].to, settings.premint[i].amount);
    }

    /// @inheritdoc IGovernanceToken
    function mint(address to, uint256 amount) external onlyRole(MINTER_ROLE) {
        _mint(to, amount);
    }

    /// @inheritdoc IGovernanceToken
    function mintable() public view virtual returns (uint256) {
        return cap() - totalSupply();
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

    /// @notice Whether the token has the interface: ERC-165 and all that {IGovernanceToken} names.
    function supportsInterface(
        bytes4 interfaceId
    ) public view virtual override(ERC1363, AccessControl) returns (bool) {
        return
            super.supportsInterface(interfaceId) ||
            interfaceId == type(IERC20).interfaceId ||
            interfaceId == type(IERC20Metadata).interfaceId ||
            interfaceId == type(IERC20Permit).interfaceId ||
            interfaceId == type(IERC3009).interfaceId ||
            interfaceId == type(IERC3009Cancel).interfaceId ||
            interfaceId == type(IERC5267).interfaceId ||
            interfaceId == type(IERC6372).interfaceId ||
            interfaceId == type(IVotes).interfaceId;
    }

    function _update(
        address from,
        address to,
        uint256 value
    ) internal virtual override(ERC20, ERC20Capped, ERC20Votes) {
        super._update(from, to, value);
    }

    function _delegate(address account, address delegatee) internal virtual override {
        super._delegate(account, delegatee);
    }
}
