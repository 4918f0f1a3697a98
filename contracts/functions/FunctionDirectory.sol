// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import {Ownable} from "@openzeppelin/contracts/access/Ownable.sol";
import {IFunctionDirectory} from "./IFunctionDirectory.sol";
import {IFunctionRouter} from "./IFunctionRouter.sol";

/**
 * @title The directory: which router is current, and which ones were.
 * @dev It has no power over routers or consumers: each consumer follows by an act of its own, or never.
 */
contract FunctionDirectory is IFunctionDirectory, Ownable {
    IFunctionRouter[] private _routers;

    constructor(address owner_, IFunctionRouter first) Ownable(owner_) {
        _name(first);
    }

    /// @inheritdoc IFunctionDirectory
    function setCurrent(IFunctionRouter router) external onlyOwner {
        if (address(router) == address(current())) revert FunctionDirectoryUnchanged(router);
        _name(router);
    }

    /// @inheritdoc IFunctionDirectory
    function versionCount() external view returns (uint256) {
        return _routers.length;
    }

    /// @inheritdoc IFunctionDirectory
    function routerOf(uint256 version) external view returns (IFunctionRouter) {
        uint256 latest = _routers.length;
        if (version == 0 || version > latest) revert FunctionDirectoryUnknownVersion(version, latest);
        return _routers[version - 1];
    }

    /// @inheritdoc IFunctionDirectory
    function current() public view returns (IFunctionRouter) {
        return _routers[_routers.length - 1];
    }

    function _name(IFunctionRouter router) private {
        if (address(router).code.length == 0) revert FunctionDirectoryNoContract(address(router));
        _routers.push(router);
        emit RouterNamed(_routers.length, router);
    }
}
