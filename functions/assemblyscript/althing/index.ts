/** The SDK of functions in AssemblyScript: docs/assemblyscript.md. */
export { fail } from "./abort";
export { Address, Bytes, compare, concat, equal, hexOf } from "./bytes";
export { Context, context } from "./context";
export { I256 } from "./i256";
export { keccak256 } from "./keccak256";
export { log } from "./log";
export { randomBelow } from "./random";
export { U256 } from "./u256";
