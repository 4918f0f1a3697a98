import { compileMetered, Guest } from "./guest.ts";
import { maximumOf } from "./memory-maximum.ts";
import { spectest } from "./spectest.ts";

/** The modules of one script, by their names and by the names under which others import from them. */
export class Linker {
  readonly #named = new Map<string, Guest | Error>();
  readonly #registered = new Map<string, Guest | Error>();
  readonly #guests = new Set<Guest>();
  readonly #spectest = spectest();
  #last: Guest | Error = new Error("there is no module yet");

  get guests(): Iterable<Guest> {
    return this.#guests;
  }

  /** What is kept in place of a module that did not load is what its users are told. */
  add(guest: Guest | Error, name: string | undefined): void {
    this.#last = guest;
    if (name !== undefined) this.#named.set(name, guest);
  }

  register(name: string | undefined, as: string): void {
    this.#registered.set(as, this.#find(name));
  }

  /** The named module, or the last one. @throws LeftOut, and what it failed to load by */
  guest(name: string | undefined): Guest {
    return orThrow(this.#find(name));
  }

  /**
   * Compiles a module, whose own `memory.grow` must fail where the memory that it imports ends: the rewriter has to be
   * told, as it is in the runtime, where the host made the memory.
   * @throws LeftOut, AlthingError
   */
  compile(source: Uint8Array): WebAssembly.Module {
    const { module, initialPages } = compileMetered(source);
    const memory = this.#importedMemory(module);
    if (!memory) return module;
    return compileMetered(source, Math.max(maximumOf(memory), initialPages)).module;
  }

  /** Links and runs the start function. @throws LeftOut, WebAssembly.LinkError, WebAssembly.RuntimeError */
  instantiate(module: WebAssembly.Module): Guest {
    const guest = new Guest(module, this.#importsOf(module));
    this.#guests.add(guest);
    for (const each of this.#guests) each.refuel();
    guest.runStart();
    return guest;
  }

  #find(name: string | undefined): Guest | Error {
    return name === undefined
      ? this.#last
      : (this.#named.get(name) ?? new Error(`there is no module ${name}`));
  }

  #importedMemory(module: WebAssembly.Module): WebAssembly.Memory | undefined {
    const found = WebAssembly.Module.imports(module).find(({ kind }) => kind === "memory");
    const value = found && this.#importsOf(module)[found.module]?.[found.name];
    return value instanceof WebAssembly.Memory ? value : undefined;
  }

  #importsOf(module: WebAssembly.Module): WebAssembly.Imports {
    const imports: Record<string, Record<string, unknown>> = { spectest: this.#spectest };
    for (const { module: from } of WebAssembly.Module.imports(module)) {
      const registered = this.#registered.get(from);
      imports[from] ??= registered ? orThrow(registered).exports : {};
    }
    return imports;
  }
}

function orThrow(guest: Guest | Error): Guest {
  if (guest instanceof Error) throw guest;
  return guest;
}
