import type { InnerFault } from "../store-port.ts";

/** What a doctor can find wrong with a store. */
export type Fault =
  | "damaged file"
  | "cursor on a vanished block"
  | "request of the chain unknown"
  | "end of a request unknown"
  | "program unknown"
  | "request that the chain does not have"
  | "end that the chain does not have"
  | "transaction whose nonce is used"
  | "artefact missing"
  | InnerFault;

/** One kind of fault, and what it is about. */
export interface Finding {
  readonly fault: Fault;
  /** Ids of requests, numbers of blocks, batches and transactions, hashes; what SQLite says. */
  readonly subjects: readonly string[];
  /** What mends it, or why nothing does. */
  readonly remedy: string;
  /** undefined where nothing mends it. */
  readonly mend: (() => Promise<void>) | undefined;
}

/** What mends each fault, as one says it before doing it. */
export const remedies: Record<Fault, string> = {
  "damaged file":
    "put a backup in its place, or start with no store; signing starts again with `relay confirm`",
  "cursor on a vanished block": "go back to the newest block that the chain still has",
  "request of the chain unknown": "take their events in again",
  "end of a request unknown": "take their events in again",
  "program unknown": "take their events in again",
  "request that the chain does not have": "withdraw them",
  "end that the chain does not have": "work on them again",
  "transaction whose nonce is used":
    "close them: as mined if they were, else what they carried is signed for again",
  "artefact missing": "fetch them from where they were published",
  "batch without requests": "close them",
  "request without its batch": "sign for them again",
  "request without its execution": "execute them again",
  "claim whose lease is over": "free them for other workers",
  "wrong count": "count again",
  "damaged artefact": "drop them, so that they are fetched again",
  "signature without a request": "nothing: what was signed is never forgotten",
};

/** undefined where there is nothing wrong. */
export function finding(
  fault: Fault,
  subjects: readonly string[],
  mend?: () => Promise<void>,
): Finding | undefined {
  return subjects.length === 0 ? undefined : { fault, subjects, remedy: remedies[fault], mend };
}
