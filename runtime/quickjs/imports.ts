import { GuestTrap } from "../sandbox/faults.ts";

/** What the engine's imports need of the virtual machine around them. */
export interface ImportHost {
  readonly memory: WebAssembly.Memory;
  /** Every write of the host's into the memory must be marked. */
  mark(at: number, length: number): void;
  /** Block timestamp in milliseconds. */
  now(): number;
  grow(toBytes: number): boolean;
  /** The guest's one host function was called with the value at `value`. */
  log(context: number, value: number): void;
  /** Charges for a host call; throws GuestTrap if no fuel is left. */
  enter(): void;
}

const OK = 0;
const EBADF = 52;
const ESPIPE = 70;

/**
 * The engine's 19 imports, by their minified names. Whatever could differ between two machines is a constant: the
 * clock is the block's, the zone is UTC, the environment and the file system are empty.
 */
export function engineImports(host: ImportHost): WebAssembly.Imports {
  const functions: Record<string, (...args: number[]) => number | undefined> = {
    b: trap("an assertion of the engine failed"),
    c: (_file, vectors = 0, count = 0, written = 0) => discardWrite(host, vectors, count, written),
    d: () => EBADF,
    e: () => OK,
    f: (count = 0, size = 0) => writeWords(host, [count, 0], [size, 0]),
    g: trap("modules cannot be imported inside the sandbox"),
    h: trap("modules cannot be imported inside the sandbox"),
    i: () => 0,
    j: trap("timers do not exist inside the sandbox"),
    k: (bytes = 0) => Number(host.grow(bytes >>> 0)),
    l: () => undefined,
    n: (zone = 0, daylight = 0, standardName = 0, daylightName = 0) => {
      writeWords(host, [zone, 0], [daylight, 0]);
      writeUtc(host, standardName);
      writeUtc(host, daylightName);
      return undefined;
    },
    o: () => ESPIPE,
    p: () => host.now(),
    q: trap("the engine aborted"),
    r: trap("the engine exited"),
    s: (context = 0, _this, count = 0, first = 0) => {
      if (count > 0) host.log(context, first);
      return 0;
    },
    t: () => undefined,
  };
  const localTime = (seconds: bigint, target: number) => writeUtcTime(host, Number(seconds), target);
  const metered = Object.entries({ ...functions, m: localTime }).map(([name, run]) => [
    name,
    (...args: never[]) => {
      host.enter();
      return (run as (...all: never[]) => number | undefined)(...args);
    },
  ]);
  return { a: { ...Object.fromEntries(metered), a: host.memory } };
}

function trap(reason: string): () => never {
  return () => {
    throw new GuestTrap(reason);
  };
}

function writeWords(host: ImportHost, ...words: [at: number, value: number][]): number {
  const view = new DataView(host.memory.buffer);
  for (const [at, value] of words) {
    view.setInt32(at, value, true);
    host.mark(at, 4);
  }
  return OK;
}

/** `fd_write` that says all was written, and drops it. */
function discardWrite(host: ImportHost, vectors: number, count: number, written: number): number {
  const view = new DataView(host.memory.buffer);
  let total = 0;
  for (let index = 0; index < count; index++) total += view.getUint32(vectors + index * 8 + 4, true);
  return writeWords(host, [written, total]);
}

function writeUtc(host: ImportHost, at: number): void {
  new Uint8Array(host.memory.buffer).set([0x55, 0x54, 0x43, 0], at);
  host.mark(at, 4);
}

/** Fills C's `struct tm`; it differs from `gmtime` in nothing. */
function writeUtcTime(host: ImportHost, seconds: number, target: number): undefined {
  const time = new Date(seconds * 1000);
  const yearStart = Date.UTC(time.getUTCFullYear(), 0, 1);
  const fields = [
    time.getUTCSeconds(),
    time.getUTCMinutes(),
    time.getUTCHours(),
    time.getUTCDate(),
    time.getUTCMonth(),
    time.getUTCFullYear() - 1900,
    time.getUTCDay(),
    Math.floor((time.getTime() - yearStart) / 86_400_000),
    0,
    0,
  ];
  writeWords(host, ...fields.map((value, index): [number, number] => [target + index * 4, value]));
  return undefined;
}
