import { limits } from "../limits.ts";
import { HostFault } from "../sandbox/faults.ts";

/** A memory as the engine wants it, all zero. @throws HostFault */
export function allocateMemory(pages: number): WebAssembly.Memory {
  try {
    return new WebAssembly.Memory({ initial: pages, maximum: limits.memoryPages });
  } catch (error) {
    throw new HostFault(`the machine has no memory for ${pages} pages`, { cause: error });
  }
}
