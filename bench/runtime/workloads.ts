// What is run: each workload is one function from a size to a checksum, once in AssemblyScript, once in TypeScript.

export interface Workload {
  /** Of the exported function, in `native/` and `guests/` alike. */
  readonly name: string;
  /** The source files' name. */
  readonly file: string;
  readonly sizes: readonly number[];
  /** The metered module's time, as a multiple of the unmetered one's, may be at most this. */
  readonly meteringGoal: string;
  /** Larger sizes are left out on QuickJS, where they take seconds. */
  readonly largestOnQuickJs: number;
  /** From this size on, metered WebAssembly has to be as fast as V8's JavaScript. */
  readonly nativeGoalFrom?: number;
  /** There is no AssemblyScript for it. */
  readonly scriptOnly?: boolean;
}

const LOOPS = "<= 1.2";
const PRIMES = [1_000, 10_000, 100_000, 1_000_000, 5_000_000];

export const workloads: readonly Workload[] = [
  {
    name: "sieve",
    file: "primes",
    sizes: PRIMES,
    meteringGoal: LOOPS,
    largestOnQuickJs: 100_000,
    nativeGoalFrom: 100_000,
  },
  {
    name: "trialDivision",
    file: "primes",
    sizes: PRIMES,
    meteringGoal: LOOPS,
    largestOnQuickJs: 10_000,
    nativeGoalFrom: 100_000,
  },
  { name: "sha256", file: "sha256", sizes: [65_536], meteringGoal: LOOPS, largestOnQuickJs: 65_536 },
  { name: "nbody", file: "nbody", sizes: [10_000], meteringGoal: "<= 1.3", largestOnQuickJs: 10_000 },
  { name: "fibonacci", file: "fibonacci", sizes: [27], meteringGoal: "<= 2.5", largestOnQuickJs: 27 },
  { name: "abiDecode", file: "abi", sizes: [1_000], meteringGoal: LOOPS, largestOnQuickJs: 1_000 },
  { name: "json", file: "json", sizes: [200], meteringGoal: LOOPS, largestOnQuickJs: 200, scriptOnly: true },
];
