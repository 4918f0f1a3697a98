import { Address, Bytes } from "./bytes";
import { contextCopy } from "./host";
import { Reader } from "./reader";
import { U256 } from "./u256";

const CONTEXT_BYTES: i32 = 288;

/** What a call knows of the world beyond its arguments. */
export class Context {
  constructor(
    /** The request's id, 32 bytes. The random stream is seeded from it. */
    readonly commitment: Bytes,
    readonly functionId: U256,
    readonly version: u32,
    /** Who pays. */
    readonly account: Address,
    /** The contract that asked, and gets the callback. */
    readonly consumer: Address,
    /** False for a query, which leaves nothing behind. */
    readonly isUpdate: bool,
    /** Of the block that holds the request. */
    readonly blockNumber: u64,
    /** Of that block, in seconds. */
    readonly timestamp: u64,
    /** Of that block, 32 bytes. */
    readonly prevrandao: Bytes,
  ) {}
}

/** The call's context. It is known only inside a call: top-level code that asks for it fails the load. */
export function context(): Context {
  const buffer = new ArrayBuffer(CONTEXT_BYTES);
  contextCopy(changetype<usize>(buffer));
  const words = new Reader(buffer, 0);
  return new Context(
    words.fixedBytes(0, 32),
    words.wideUint(32, 256),
    words.uint<u32>(64, 32),
    words.address(96),
    words.address(128),
    words.bool(160),
    words.uint<u64>(192, 64),
    words.uint<u64>(224, 64),
    words.fixedBytes(256, 32),
  );
}
