// A workload's module as it is compiled, as a function from size to checksum. Imports nothing: first calls are timed.

export function unmeteredGuest(bytes: Uint8Array, name: string): (size: number) => number {
  return exported(new WebAssembly.Instance(new WebAssembly.Module(bytes)), name);
}

export function exported(instance: WebAssembly.Instance, name: string): (size: number) => number {
  return instance.exports[name] as (size: number) => number;
}
