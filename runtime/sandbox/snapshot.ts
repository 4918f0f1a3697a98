import type { Handles } from "../quickjs/session.ts";

const PAGE = 65_536;
const CHUNK = 4096;
const ZEROES = new Uint8Array(CHUNK);

/** A memory's size, and the bytes that set it apart from a fresh instance's. Shared between threads, never written again. */
export interface MemoryImage {
  readonly memoryPages: number;
  /** Chunks of 4 KiB that differ: their offsets, and their bytes one after the other. */
  readonly offsets: Uint32Array;
  readonly bytes: Uint8Array;
}

/**
 * An instance's state between calls: memory bytes and size, and every mutable global of the guest's own. The engine has
 * no instruction that changes its table or drops a segment once it runs (a test holds it to that), so nothing else is
 * state.
 */
export interface Snapshot extends MemoryImage {
  readonly globals: readonly (number | bigint)[];
  /** Pointers to values inside the guest that the host needs again. */
  readonly handles: Handles;
}

/** `globals` and `handles` are taken over. See `takeImage`. */
export function takeSnapshot(
  memory: WebAssembly.Memory,
  pristine: WebAssembly.Memory,
  globals: readonly (number | bigint)[],
  handles: Handles,
): Snapshot {
  return { ...takeImage(memory, pristine), globals, handles };
}

/** Copies what an instance's memory holds beyond a pristine one's, which has just been instantiated and has run nothing. */
export function takeImage(memory: WebAssembly.Memory, pristine: WebAssembly.Memory): MemoryImage {
  const source = Buffer.from(memory.buffer);
  const offsets = changedChunks(source, Buffer.from(pristine.buffer));
  const bytes = new Uint8Array(new SharedArrayBuffer(offsets.length * CHUNK));
  for (const [index, offset] of offsets.entries()) {
    bytes.set(source.subarray(offset, offset + CHUNK), index * CHUNK);
  }
  return {
    memoryPages: memory.buffer.byteLength / PAGE,
    offsets: new Uint32Array(offsets),
    bytes,
  };
}

function changedChunks(source: Buffer, pristine: Buffer): number[] {
  const changed: number[] = [];
  for (let offset = 0; offset < source.length; offset += CHUNK) {
    const before = offset < pristine.length ? pristine.subarray(offset, offset + CHUNK) : ZEROES;
    if (source.compare(before, 0, CHUNK, offset, offset + CHUNK) !== 0) changed.push(offset);
  }
  return changed;
}

/** Makes the memory of an instance that has run nothing the image's; it must have the image's size. */
export function restoreMemory(memory: WebAssembly.Memory, image: MemoryImage): void {
  const target = new Uint8Array(memory.buffer);
  for (const [index, offset] of image.offsets.entries()) {
    target.set(image.bytes.subarray(index * CHUNK, (index + 1) * CHUNK), offset);
  }
}
