import { ModuleBuilder } from "../wasm/module-builder.ts";

const ALL_PAGES = 65_536;

/** The most pages that a memory may ever have. Only linking tells: an import's maximum may not be smaller. */
export function maximumOf(memory: WebAssembly.Memory): number {
  let least = memory.buffer.byteLength / 65_536;
  let most = ALL_PAGES;
  while (least < most) {
    const middle = (least + most) >>> 1;
    if (linksUpTo(middle, memory)) most = middle;
    else least = middle + 1;
  }
  return most;
}

function linksUpTo(maximum: number, memory: WebAssembly.Memory): boolean {
  const module = new ModuleBuilder();
  module.importMemory("host", "memory", 0, maximum);
  try {
    new WebAssembly.Instance(new WebAssembly.Module(module.bytes()), { host: { memory } });
    return true;
  } catch (error) {
    if (error instanceof WebAssembly.LinkError) return false;
    throw error;
  }
}
