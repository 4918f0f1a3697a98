// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import {Answers} from "./Answers.sol";

/**
 * @title What no design can leave out: a commitment, an event with the calldata, signatures over the batch, a callback.
 * @notice No accounts, prices, deadlines or receipts, and signers that never change: a bound for gas, not for use.
 */
abstract contract Floor {
    /// @param header Who asked, how it numbers its requests, and where the commitment is: 160, 64 and 32 bits.
    struct Fulfilment {
        uint256 header;
        bytes32 calldataHash;
        bytes result;
    }

    /// @dev A signature in the short form of EIP-2098.
    struct Signature {
        bytes32 r;
        bytes32 vs;
    }

    event Requested(bytes32 indexed id, uint256 header, bytes data);

    error FloorQuorum(uint256 signatures, uint256 needed);
    error FloorSignature(address signer);

    uint256 private constant CALLBACK_GAS = 100_000;
    bytes32 private constant S_MASK = bytes32(uint256(2 ** 255 - 1));

    address private immutable _members;
    uint256 private immutable _quorum;

    /// @param members Their addresses, 20 bytes each.
    constructor(bytes memory members, uint256 quorum) {
        _members = address(new FloorMembers(bytes.concat(hex"00", members)));
        _quorum = quorum;
    }

    /// @param number The caller's number of the request, and the slot to keep it in, which is no use to some floors.
    function request(uint96 number, bytes calldata data) external {
        uint256 header = (uint256(uint160(msg.sender)) << 96) | number;
        bytes32 id = _id(header, keccak256(data));
        _open(id, uint32(number));
        emit Requested(id, header, data);
    }

    /// @param places A byte for each signature: the place of its member.
    function fulfill(
        Fulfilment[] calldata fulfilments,
        bytes32 places,
        Signature[] calldata signatures
    ) external {
        bytes32[] memory leaves = new bytes32[](fulfilments.length);
        for (uint256 i = 0; i < fulfilments.length; ++i) leaves[i] = _settle(fulfilments[i]);
        _checkQuorum(keccak256(abi.encodePacked(leaves)), places, signatures);
    }

    /// @dev Calls back before signatures are checked: if they do not hold, all of it reverts.
    function _settle(Fulfilment calldata given) private returns (bytes32 leaf) {
        bytes32 id = _id(given.header, given.calldataHash);
        _close(id, uint32(given.header));
        FloorConsumer consumer = FloorConsumer(address(uint160(given.header >> 96)));
        // solhint-disable-next-line no-empty-blocks
        try consumer.onResult{gas: CALLBACK_GAS}(id, given.result) {} catch {}
        return keccak256(abi.encode(id, keccak256(given.result)));
    }

    function _id(uint256 header, bytes32 calldataHash) private view returns (bytes32) {
        return keccak256(abi.encode(block.chainid, address(this), header, calldataHash));
    }

    function _checkQuorum(bytes32 digest, bytes32 places, Signature[] calldata signatures) private view {
        if (signatures.length != _quorum) revert FloorQuorum(signatures.length, _quorum);
        bytes memory members = _members.code;
        uint256 next = 0;
        for (uint256 i = 0; i < signatures.length; ++i) {
            uint256 place = uint8(places[i]);
            address signer = _signer(digest, signatures[i]);
            if (place < next || signer != _memberAt(members, place)) revert FloorSignature(signer);
            next = place + 1;
        }
    }

    function _signer(bytes32 digest, Signature calldata signature) private pure returns (address) {
        bytes32 vs = signature.vs;
        return ecrecover(digest, uint8(uint256(vs >> 255)) + 27, signature.r, vs & S_MASK);
    }

    function _memberAt(bytes memory members, uint256 place) private pure returns (address member) {
        // solhint-disable-next-line no-inline-assembly
        assembly ("memory-safe") {
            member := shr(96, mload(add(add(members, 33), mul(place, 20))))
        }
    }

    function _open(bytes32 id, uint32 slot) internal virtual;

    function _close(bytes32 id, uint32 slot) internal virtual;
}

/// @title A fresh slot a request, given back when it is settled.
contract FreshFloor is Floor {
    error FloorKnown(bytes32 id);
    error FloorUnknown(bytes32 id);

    mapping(bytes32 id => bool) private _isLive;

    constructor(bytes memory members, uint256 quorum) Floor(members, quorum) {}

    function _open(bytes32 id, uint32) internal override {
        if (_isLive[id]) revert FloorKnown(id);
        _isLive[id] = true;
    }

    function _close(bytes32 id, uint32) internal override {
        if (!_isLive[id]) revert FloorUnknown(id);
        delete _isLive[id];
    }
}

/// @title Slots that are used over and over and are never zero again: the lowest bit says whether one is taken.
contract RecycledFloor is Floor {
    error FloorTaken(uint32 slot);
    error FloorUnknown(bytes32 id);

    mapping(uint256 slot => uint256 commitment) private _commitments;

    constructor(bytes memory members, uint256 quorum) Floor(members, quorum) {}

    function _open(bytes32 id, uint32 slot) internal override {
        if (_commitments[slot] & 1 == 1) revert FloorTaken(slot);
        _commitments[slot] = uint256(id) | 1;
    }

    function _close(bytes32 id, uint32 slot) internal override {
        uint256 commitment = uint256(id) | 1;
        if (_commitments[slot] != commitment) revert FloorUnknown(id);
        _commitments[slot] = commitment ^ 1;
    }
}

/// @title Has data as its code, which is cheaper to read than storage.
contract FloorMembers {
    constructor(bytes memory data) {
        // solhint-disable-next-line no-inline-assembly
        assembly ("memory-safe") {
            return(add(data, 32), mload(data))
        }
    }
}

/// @title A consumer of the floor.
contract FloorConsumer is Answers {
    error OnlyFloor();

    Floor private immutable _floor;

    constructor(Floor floor) {
        _floor = floor;
    }

    function ask(uint96 number, bytes calldata data) external {
        _floor.request(number, data);
    }

    function onResult(bytes32, bytes calldata result) external {
        if (msg.sender != address(_floor)) revert OnlyFloor();
        _keep(result);
    }
}
