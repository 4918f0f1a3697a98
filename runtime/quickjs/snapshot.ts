import { type MemoryImage, restoreMemory, takeImage } from "../sandbox/snapshot.ts";
import { allocateMemory } from "./memory.ts";
import type { Handles } from "./session.ts";

/**
 * A script's state between calls: memory bytes and size, and every mutable global of the engine's. The engine has no
 * instruction that changes its table or drops a segment once it runs (a test holds it to that), so nothing else is
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

const images = new WeakMap<Snapshot, WebAssembly.Memory>();

/**
 * A memory that holds what the snapshot does, each byte at its address; made once in a thread, and never written again.
 * It is not shared by threads: V8 would keep eight gigabytes of addresses for it until its owner happens to be collected.
 * @throws HostFault
 */
export function imageOf(snapshot: Snapshot): WebAssembly.Memory {
  const known = images.get(snapshot);
  if (known) return known;
  const image = allocateMemory(snapshot.memoryPages);
  restoreMemory(image, snapshot);
  images.set(snapshot, image);
  return image;
}
