import { Guest, LeftOut } from "./guest.ts";
import { spectest } from "./spectest.ts";

/** The modules of one script, by their names and by the names under which others import from them. */
export class Linker {
  readonly #named = new Map<string, Guest | LeftOut>();
  readonly #registered = new Map<string, Guest | LeftOut>();
  readonly #guests = new Set<Guest>();
  readonly #spectest = spectest();
  #last: Guest | LeftOut = new LeftOut("there is no module yet");

  get guests(): Iterable<Guest> {
    return this.#guests;
  }

  add(guest: Guest | LeftOut, name: string | undefined): void {
    this.#last = guest;
    if (name !== undefined) this.#named.set(name, guest);
  }

  register(name: string | undefined, as: string): void {
    this.#registered.set(as, this.#find(name));
  }

  /** The named module, or the last one. @throws LeftOut */
  guest(name: string | undefined): Guest {
    return orThrow(this.#find(name));
  }

  /** Links and runs the start function. @throws LeftOut, WebAssembly.LinkError, WebAssembly.RuntimeError */
  instantiate(module: WebAssembly.Module): Guest {
    const guest = new Guest(module, this.#importsOf(module));
    this.#guests.add(guest);
    for (const each of this.#guests) each.refuel();
    guest.runStart();
    return guest;
  }

  #find(name: string | undefined): Guest | LeftOut {
    return name === undefined
      ? this.#last
      : (this.#named.get(name) ?? new LeftOut(`there is no module ${name}`));
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

function orThrow(guest: Guest | LeftOut): Guest {
  if (guest instanceof LeftOut) throw guest;
  return guest;
}
