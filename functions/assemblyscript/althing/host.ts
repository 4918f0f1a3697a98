/** The raw guest ABI (docs/runtime.md): what a WebAssembly guest may import. Pointers and sizes are in bytes. */

@external("althing", "calldata_size")
export declare function calldataSize(): u32;

@external("althing", "calldata_copy")
export declare function calldataCopy(to: usize, from: u32, size: u32): void;

/** Writes the context's nine words. */
@external("althing", "context_copy")
export declare function contextCopy(to: usize): void;

@external("althing", "random")
export declare function random64(): u64;

@external("althing", "log")
export declare function logUtf8(from: usize, size: u32): void;

@external("althing", "set_result")
export declare function setResult(from: usize, size: u32): void;

/** Ends the call as a Revert: it never returns. */
@external("althing", "revert")
export declare function revertWith(from: usize, size: u32): void;
