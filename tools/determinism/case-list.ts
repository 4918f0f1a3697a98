import { limits } from "../../runtime/limits.ts";
import type { Artefact, Case } from "./case.ts";

/** A case whose artefact stands in the same list, and what need not be said. */
export type NewCase = Pick<Case, "name" | "calldata"> & Partial<Omit<Case, "artefact">>;

/** Collects cases, and the artefacts that they call. */
export class CaseList {
  readonly artefacts: Artefact[] = [];
  readonly cases: Case[] = [];

  add(kind: Artefact["kind"], bytes: Uint8Array, ...cases: readonly NewCase[]): void {
    const artefact = this.artefacts.push({ kind, bytes: Buffer.from(bytes).toString("base64") }) - 1;
    for (const one of cases) this.cases.push({ ...defaults, ...one, artefact });
  }
}

const defaults = { fuelLimit: String(limits.callFuel), fuelPoints: 4 };
