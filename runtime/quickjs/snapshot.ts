import { limits } from "../limits.ts";
import { copyChunk, usedChunks } from "../sandbox/snapshot.ts";
import type { Handles } from "./session.ts";

const PAGE = 65_536;

/**
 * A script's state between calls: memory bytes and size, and every mutable global of the engine's. The engine has no
 * instruction that changes its table or drops a segment once it runs (a test holds it to that), so nothing else is
 * state. Shared between threads, never written again.
 */
export interface Snapshot {
  readonly memoryPages: number;
  /** What the memory holds, byte for byte; shared. */
  readonly image: WebAssembly.Memory;
  /** Offsets of the image's chunks that are not zero, or are not in a fresh instance. */
  readonly chunks: Uint32Array;
  readonly globals: readonly (number | bigint)[];
  /** Pointers to values inside the guest that the host needs again. */
  readonly handles: Handles;
}

/** Copies an instance's state; the pristine memory is one of an instance that has run nothing. */
export function takeSnapshot(
  memory: WebAssembly.Memory,
  pristine: WebAssembly.Memory,
  globals: readonly (number | bigint)[],
  handles: Handles,
): Snapshot {
  const memoryPages = memory.buffer.byteLength / PAGE;
  const image = new WebAssembly.Memory({ initial: memoryPages, maximum: limits.memoryPages, shared: true });
  const source = Buffer.from(memory.buffer);
  const target = Buffer.from(image.buffer);
  const chunks = usedChunks(source, Buffer.from(pristine.buffer));
  for (const offset of chunks) copyChunk(source, offset, target, offset);
  return { memoryPages, image, chunks: new Uint32Array(chunks), globals, handles };
}
