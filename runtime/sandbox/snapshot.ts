import { PAGE_BYTES } from "../limits.ts";

/** An image's unit of bytes. */
export const CHUNK = 4096;
const ZEROES = new Uint8Array(CHUNK);

/** A memory's size, and the bytes that set it apart from a fresh instance's. Shared between threads, never written again. */
export interface MemoryImage {
  readonly memoryPages: number;
  /** Chunks of 4 KiB that are not zero, or are not in a fresh instance: their offsets, and their bytes one after the other. */
  readonly offsets: Uint32Array;
  readonly bytes: Uint8Array;
}

/** Copies what an instance's memory holds. The pristine one has just been instantiated and has run nothing. */
export function takeImage(memory: WebAssembly.Memory, pristine: WebAssembly.Memory): MemoryImage {
  const source = Buffer.from(memory.buffer);
  const offsets = usedChunks(source, Buffer.from(pristine.buffer));
  const bytes = new Uint8Array(new SharedArrayBuffer(offsets.length * CHUNK));
  for (const [index, offset] of offsets.entries()) copyChunk(source, offset, bytes, index * CHUNK);
  return {
    memoryPages: memory.buffer.byteLength / PAGE_BYTES,
    offsets: new Uint32Array(offsets),
    bytes,
  };
}

/** Offsets of the chunks that hold anything, now or in a pristine instance: all others are zero in both. */
function usedChunks(source: Buffer, pristine: Buffer): number[] {
  const used: number[] = [];
  for (let offset = 0; offset < source.length; offset += CHUNK) {
    if (holdsAnything(source, offset) || holdsAnything(pristine, offset)) used.push(offset);
  }
  return used;
}

function holdsAnything(memory: Buffer, offset: number): boolean {
  return offset < memory.length && memory.compare(ZEROES, 0, CHUNK, offset, offset + CHUNK) !== 0;
}

function copyChunk(source: Uint8Array, from: number, target: Uint8Array, to: number): void {
  target.set(source.subarray(from, from + CHUNK), to);
}

/** Makes the memory of an instance that has run nothing the image's; it must have the image's size. */
export function restoreMemory(memory: WebAssembly.Memory, image: MemoryImage): void {
  const target = new Uint8Array(memory.buffer);
  for (const [index, offset] of image.offsets.entries())
    copyChunk(image.bytes, index * CHUNK, target, offset);
}
