/** What hosts are given to run, as it travels to them. */
export interface CaseFile {
  /** QuickJS as its package publishes it, in base64. */
  readonly engine: string;
  /** The SDK's part inside the sandbox. */
  readonly prelude: string;
  readonly artefacts: readonly Artefact[];
  readonly cases: readonly Case[];
}

export interface Artefact {
  readonly kind: "wasm" | "js";
  /** In base64. */
  readonly bytes: string;
}

/** A call of an artefact, which is run with plenty of fuel, and with too little at several points. */
export interface Case {
  readonly name: string;
  /** Index in the file's artefacts. */
  readonly artefact: number;
  /** In hex. */
  readonly calldata: string;
  /** Decimal, as fuel is throughout. Those that go on for ever burn all of it. */
  readonly fuelLimit: string;
  /** Points between nothing and all of the fuel that it needs. */
  readonly fuelPoints: number;
  /** What the call has to give, where that is known, or "unmetered": what the module gives without a meter. */
  readonly expected?: Expected | "unmetered";
}

/** The outcome, the result in hex, and the memory's hash; what is left out may be anything. */
export interface Expected {
  readonly outcome: string;
  readonly result?: string;
  readonly memory?: string;
}

/** How a host runs its cases. */
export interface Mode {
  /** Threads that do so at the same time. */
  readonly threads: number;
  /** Whether a case's runs follow each other in one instance, which is reset between them and after other calls. */
  readonly pooled: boolean;
  /** Whether modules are also run without a meter. */
  readonly oracle: boolean;
}
