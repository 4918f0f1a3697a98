// The part of WebAssembly's JavaScript interface that the runtime uses. Node has it, but @types/node leaves it to the
// DOM's declarations, which would let browser globals into the rest of the project.
// biome-ignore lint/style/noNamespace: it declares a global namespace that exists
declare namespace WebAssembly {
  type Bytes = ArrayBufferView<ArrayBufferLike> | ArrayBufferLike;
  type Imports = Record<string, Record<string, unknown>>;

  class Module {
    constructor(bytes: Bytes);
    static imports(module: Module): { module: string; name: string; kind: string }[];
    static exports(module: Module): { name: string; kind: string }[];
    static customSections(module: Module, name: string): ArrayBuffer[];
  }

  class Instance {
    constructor(module: Module, imports?: Imports);
    readonly exports: Record<string, unknown>;
  }

  class Memory {
    constructor(descriptor: { initial: number; maximum?: number });
    readonly buffer: ArrayBuffer;
    /** @returns the pages before. */
    grow(delta: number): number;
  }

  class Global {
    constructor(descriptor: { value: string; mutable: boolean }, value: number | bigint);
    value: number | bigint;
  }

  /** A trap. */
  class RuntimeError extends Error {}

  /** An import that is missing, or not of the type that the module wants. */
  class LinkError extends Error {}

  /** Bytes that are not a valid module. */
  class CompileError extends Error {}

  function validate(bytes: Bytes): boolean;
  function compile(bytes: Bytes): Promise<Module>;
}
