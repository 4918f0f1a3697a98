// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import {IERC6372} from "@openzeppelin/contracts/interfaces/IERC6372.sol";
import {IVotes} from "@openzeppelin/contracts/governance/utils/IVotes.sol";
import {ERC721} from "@openzeppelin/contracts/token/ERC721/ERC721.sol";
import {ERC721Votes} from "@openzeppelin/contracts/token/ERC721/extensions/ERC721Votes.sol";
import {ERC6372Utils} from "@openzeppelin/contracts/utils/ERC6372Utils.sol";
import {Time} from "@openzeppelin/contracts/utils/types/Time.sol";
import {CollectionBase} from "./CollectionBase.sol";
import {ERC721Batch} from "./ERC721Batch.sol";

/**
 * @title CollectionVotes
 * @notice A vote a token, once its holder has delegated (ERC-5805). The clock counts seconds (ERC-6372).
 */
abstract contract CollectionVotes is CollectionBase, ERC721Votes {
    /// @notice The clock that votes are checkpointed by: seconds since 1970.
    function clock() public view override returns (uint48) {
        return Time.timestamp();
    }

    /// @notice The clock's kind as ERC-6372 writes it.
    // solhint-disable-next-line func-name-mixedcase
    function CLOCK_MODE() public view override returns (string memory) {
        return ERC6372Utils.timestampClockMode(clock);
    }

    /// @notice Adds ERC-5805's votes and ERC-6372's clock to what the collection supports.
    function supportsInterface(
        bytes4 interfaceId
    ) public view virtual override(CollectionBase, ERC721) returns (bool) {
        return
            interfaceId == type(IVotes).interfaceId ||
            interfaceId == type(IERC6372).interfaceId ||
            super.supportsInterface(interfaceId);
    }

    function _update(
        address to,
        uint256 tokenId,
        address auth
    ) internal virtual override(ERC721Batch, ERC721Votes) returns (address) {
        return super._update(to, tokenId, auth);
    }

    function _increaseBalance(
        address account,
        uint128 amount
    ) internal virtual override(ERC721, ERC721Votes) {
        super._increaseBalance(account, amount);
    }

    function _ownerOf(uint256 tokenId) internal view virtual override(ERC721, ERC721Batch) returns (address) {
        return super._ownerOf(tokenId);
    }
}
