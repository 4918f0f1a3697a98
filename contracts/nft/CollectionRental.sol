// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import {CollectionBase} from "./CollectionBase.sol";
import {IERC4907} from "./IERC4907.sol";

/**
 * @title CollectionRental
 * @notice Tokens whose use can be lent for a time (ERC-4907). Who buys a token gets it without a user.
 */
abstract contract CollectionRental is IERC4907, CollectionBase {
    struct User {
        address account;
        uint64 expires;
    }

    mapping(uint256 tokenId => User) private _users;

    /// @inheritdoc IERC4907
    function setUser(uint256 tokenId, address user, uint64 expires) external {
        _checkAuthorized(_requireOwned(tokenId), _msgSender(), tokenId);
        _users[tokenId] = User(user, expires);
        emit UpdateUser(tokenId, user, expires);
    }

    /// @inheritdoc IERC4907
    function userOf(uint256 tokenId) external view returns (address) {
        User memory user = _users[tokenId];
        return block.timestamp <= user.expires ? user.account : address(0);
    }

    /// @inheritdoc IERC4907
    function userExpires(uint256 tokenId) external view returns (uint256) {
        return _users[tokenId].expires;
    }

    /// @notice Adds ERC-4907 to what the collection supports.
    function supportsInterface(bytes4 interfaceId) public view virtual override returns (bool) {
        return interfaceId == type(IERC4907).interfaceId || super.supportsInterface(interfaceId);
    }

    function _update(
        address to,
        uint256 tokenId,
        address auth
    ) internal virtual override returns (address from) {
        from = super._update(to, tokenId, auth);
        // Ids are never used again, so what is minted has no user yet.
        if (from == to || from == address(0)) return from;
        User memory user = _users[tokenId];
        if (user.account == address(0) && user.expires == 0) return from;
        delete _users[tokenId];
        emit UpdateUser(tokenId, address(0), 0);
    }
}
