import type { Mandate } from "../../clients/index.ts";
import { fail } from "../../protocol/errors.ts";
import { parseWhole } from "../shared/amounts.ts";
import type { Workspace } from "../shared/clients.ts";
import { LATEST } from "./find-proposal.ts";

export interface MandateArguments {
  /** Its id, or `latest`. */
  readonly mandate: string;
}

/** The mandate with this id, or the last one opened. Throws ALT_DAO_NO_MANDATES or ALT_DAO_UNKNOWN_MANDATE. */
export async function findMandate(workspace: Pick<Workspace, "mandates">, name: string): Promise<Mandate> {
  const mandates = workspace.mandates;
  if (name !== LATEST) return mandates.show(parseWhole(name, "mandate's id"));
  const latest = (await mandates.list()).at(-1);
  if (latest === undefined) throw fail("ALT_DAO_NO_MANDATES");
  return latest;
}
