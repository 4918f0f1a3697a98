// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import {IFunctionRouter} from "./IFunctionRouter.sol";

/**
 * @title The one address of the function network that never changes: it names the router to use.
 * @notice Routers are immutable; the DAO replaces one by naming another here. A request ends at the router that took it.
 */
interface IFunctionDirectory {
    /// @notice New requests should go to `router`, the directory's router number `version`.
    event RouterNamed(uint256 indexed version, IFunctionRouter indexed router);

    /// @notice There is no contract at the address that is to be named.
    error FunctionDirectoryNoContract(address router);
    /// @notice The router is the current one already.
    error FunctionDirectoryUnchanged(IFunctionRouter router);
    /// @notice The directory named `latest` routers; there is no `version`.
    error FunctionDirectoryUnknownVersion(uint256 version, uint256 latest);

    /// @notice Names the router that new requests should go to, which may be an earlier one. Only the owner.
    function setCurrent(IFunctionRouter router) external;

    /// @notice The router that new requests should go to.
    function current() external view returns (IFunctionRouter);

    /// @notice How many routers were named; their versions are 1 to this, the last one is current.
    function versionCount() external view returns (uint256);

    /// @notice The router that was named as number `version`. Reverts if there is none.
    function routerOf(uint256 version) external view returns (IFunctionRouter);
}
