import {
  closeSync,
  existsSync,
  fsyncSync,
  mkdirSync,
  openSync,
  readFileSync,
  rmSync,
  truncateSync,
  writeSync,
} from "node:fs";
import path from "node:path";
import { fail } from "../../protocol/errors.ts";

/** What a run sets out to mint. A journal belongs to one plan on one chain. */
export interface MintPlan {
  readonly chainId: string;
  /** Tells one run of a local node from the next, see `chainInstance`. */
  readonly chain: string;
  readonly collection: string;
  readonly to: string;
  /** Tokens; from a folder, how many it held when the run began. */
  readonly quantity: number;
  /** The folder that the tokens are made from, if they are. */
  readonly folder?: string;
}

/** What is about to be sent. Nothing else can ever be mined from this sender with this nonce, and this only once. */
export interface Sending {
  readonly batch: number;
  readonly sender: string;
  readonly nonce: number;
  readonly quantity: number;
  /** The call's target and data: by these the transaction is known again whatever hash it got. */
  readonly target: string;
  readonly data: string;
  /** Names of the folder's items, in the order of their tokens. */
  readonly items?: readonly string[];
}

/** A batch whose transaction is mined. */
export interface Minted {
  readonly batch: number;
  readonly hash: string;
  readonly block: number;
  /** Wei. */
  readonly paid: string;
  readonly owner: string;
  readonly tokenIds: readonly string[];
}

/** A line of the journal. `void`: the batch's transaction reverted, or another one took its nonce. */
export type JournalEntry =
  | ({ readonly type: "plan" } & MintPlan)
  | ({ readonly type: "sending" } & Sending)
  | { readonly type: "sent"; readonly batch: number; readonly hash: string }
  | ({ readonly type: "minted" } & Minted)
  | { readonly type: "void"; readonly batch: number };

/** A batch as the journal knows it. */
export interface Batch extends Sending {
  readonly hash?: string;
  readonly minted?: Minted;
}

/**
 * What was to be sent, was sent and was mined, a line of JSON each, on disk before the next step is taken. Read again,
 * it says what a run that was killed may have left on its way.
 */
export class MintJournal {
  readonly file: string;
  readonly #entries: JournalEntry[];

  private constructor(file: string, entries: JournalEntry[]) {
    this.file = file;
    this.#entries = entries;
  }

  /** Opens the journal, an empty one where there is no file. Throws ALT_MINT_JOURNAL_INVALID. */
  static open(file: string): MintJournal {
    return new MintJournal(file, existsSync(file) ? entriesOf(file) : []);
  }

  /** What was set out for; undefined in a new journal. */
  get plan(): MintPlan | undefined {
    return this.#entries.find((entry) => entry.type === "plan");
  }

  /** The batches that are not void, in the order in which they were first sent. */
  get batches(): Batch[] {
    const batches = new Map<number, Batch>();
    for (const entry of this.#entries) {
      if (entry.type === "plan") continue;
      if (entry.type === "void") batches.delete(entry.batch);
      else batches.set(entry.batch, { ...batches.get(entry.batch), ...changeOf(entry) } as Batch);
    }
    return [...batches.values()];
  }

  /** The number for a batch that was never tried. */
  get nextBatch(): number {
    return 1 + Math.max(0, ...this.#entries.map((entry) => (entry.type === "plan" ? 0 : entry.batch)));
  }

  /** Adds an entry; on return it is on the disk, whatever happens to this process or machine next. */
  append(entry: JournalEntry): void {
    try {
      mkdirSync(path.dirname(this.file), { recursive: true });
      const handle = openSync(this.file, "a");
      writeSync(handle, `${JSON.stringify(entry)}\n`);
      fsyncSync(handle);
      closeSync(handle);
    } catch (error) {
      const fault = (error as NodeJS.ErrnoException).code ?? "";
      throw fail("ALT_FILE_NOT_WRITTEN", { file: this.file, fault }, error);
    }
    this.#entries.push(entry);
  }

  /** Forgets all: the run is over, or its chain is gone. */
  remove(): void {
    rmSync(this.file, { force: true });
    this.#entries.length = 0;
  }
}

function changeOf(entry: Exclude<JournalEntry, { type: "plan" | "void" }>): Partial<Batch> {
  const { type, ...fields } = entry;
  return type === "minted" ? { minted: fields as Minted } : fields;
}

/** A process killed while it wrote leaves half a line at the end: what it said was not done yet, so it goes. */
function entriesOf(file: string): JournalEntry[] {
  const text = readFileSync(file, "utf8");
  const whole = text.slice(0, text.lastIndexOf("\n") + 1);
  if (whole !== text) truncateSync(file, Buffer.byteLength(whole));
  const lines = whole.split("\n").slice(0, -1);
  return lines.map((line, place) => {
    try {
      return JSON.parse(line) as JournalEntry;
    } catch (error) {
      throw fail("ALT_MINT_JOURNAL_INVALID", { file, line: place + 1 }, error);
    }
  });
}
