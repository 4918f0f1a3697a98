/** What leads from one station of a request to the next: the station's own name says what ended the leg. */
export type Stage = "execute" | "sign" | "submit" | "settle";

/** The part of a request's way that a stage took. Unix milliseconds. */
export interface Leg {
  readonly id: string;
  readonly stage: Stage;
  readonly from: number;
  readonly to: number;
}

/** The whole way, once it has ended. `end` says how. */
export interface Journey {
  readonly id: string;
  readonly end: string;
  readonly from: number;
  readonly to: number;
}

/** A step of the pipeline, as `Progress` tells it. */
type Step =
  | { readonly type: string; readonly id: string }
  | { readonly type: string; readonly ids: readonly string[] }
  /** Of the chain, or of the relay as a whole. */
  | { readonly type: string };

const STAGES: Readonly<Record<string, Stage>> = {
  executed: "execute",
  signed: "sign",
  submitted: "submit",
  settled: "settle",
};

const ENDS: ReadonlySet<string> = new Set(["settled", "expired", "withdrawn"]);

interface Traveller {
  readonly since: number;
  readonly at: number;
}

/**
 * Follows requests from step to step, to tell how long each stage took. It forgets those that ended, and the oldest of
 * more than `most`: those whose end nobody hears of must not fill the memory.
 */
export class Journeys {
  readonly #most: number;
  readonly #travellers = new Map<string, Traveller>();

  constructor(most: number) {
    this.#most = most;
  }

  get size(): number {
    return this.#travellers.size;
  }

  /** What a step at `now` (Unix milliseconds) ended. Requests that were not seen to begin are left out. */
  take(step: Step, now: number): { readonly legs: readonly Leg[]; readonly ended: readonly Journey[] } {
    if (step.type === "seen" && "id" in step) this.#begin(step.id, now);
    const stage = STAGES[step.type];
    const known = idsOf(step).flatMap((id) => {
      const traveller = this.#travellers.get(id);
      return traveller ? [{ id, ...traveller }] : [];
    });
    const legs = stage ? known.map(({ id, at }) => ({ id, stage, from: at, to: now })) : [];
    if (!ENDS.has(step.type)) {
      if (stage) for (const { id, since } of known) this.#travellers.set(id, { since, at: now });
      return { legs, ended: [] };
    }
    for (const { id } of known) this.#travellers.delete(id);
    return { legs, ended: known.map(({ id, since }) => ({ id, end: step.type, from: since, to: now })) };
  }

  #begin(id: string, now: number): void {
    if (this.#travellers.has(id)) return;
    this.#travellers.set(id, { since: now, at: now });
    if (this.#travellers.size <= this.#most) return;
    const [oldest] = this.#travellers.keys();
    if (oldest !== undefined) this.#travellers.delete(oldest);
  }
}

function idsOf(step: Step): readonly string[] {
  if ("ids" in step) return step.ids;
  return "id" in step ? [step.id] : [];
}
