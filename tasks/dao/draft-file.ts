import { readFile } from "node:fs/promises";
import path from "node:path";
import { pathToFileURL } from "node:url";
import { z } from "zod";
import type {
  MandatesClient,
  ProposalCall,
  ProposalDraft,
  TreasuryClient,
  VestingClient,
} from "../../clients/index.ts";
import { fail } from "../../protocol/errors.ts";
import { parseAmount, parseJson } from "../shared/amounts.ts";
import type { Workspace } from "../shared/clients.ts";

/** What a proposal's module is given: `export default ({ treasury }: ProposalTools) => ({ title: "…", calls: […] })`. */
export type ProposalTools = Pick<
  Workspace,
  "addresses" | "token" | "collection" | "phases" | "dao" | "functions" | "operators"
> & {
  readonly treasury: TreasuryClient;
  readonly mandates: MandatesClient;
  readonly vesting: VestingClient;
};

/** As a typed client makes it. */
const madeCall = z.object({
  target: z.string(),
  data: z.string().regex(/^0x([0-9a-f]{2})*$/i),
  value: z.bigint(),
  sentence: z.string().optional(),
});

/** As it is written by hand. */
const writtenCall = z.strictObject({
  target: z.string(),
  function: z.string().optional(),
  args: z.array(z.unknown()).default([]),
  /** Ether. */
  value: z.string().default("0"),
});

const draft = z.strictObject({
  title: z.string().min(1),
  text: z.string().optional(),
  calls: z.array(z.union([madeCall, writtenCall])).min(1),
});

const MODULE = /\.[cm]?[jt]s$/;

/** Whether a word of the command line names a file and not a proposal. */
export function isDraftFile(text: string): boolean {
  return MODULE.test(text) || text.endsWith(".json");
}

/** The proposal that a JSON file or a module's default export says. Throws ALT_DAO_FILE, or as `parseCall` does. */
export async function readDraft(workspace: Workspace, file: string): Promise<ProposalDraft> {
  const parsed = draft.safeParse(await contentOf(workspace, file));
  if (!parsed.success) throw fail("ALT_DAO_FILE", { file, fault: faultOf(parsed.error) });
  const { parseCall } = await import("../../clients/calls/parse-call.ts");
  const { title, text, calls } = parsed.data;
  const made = calls.map((call): ProposalCall => {
    if ("data" in call) return call;
    const { target, function: signature, args, value } = call;
    return parseCall(workspace.addresses, { target, signature, args, value: parseAmount(value) });
  });
  return text === undefined ? { title, calls: made } : { title, text, calls: made };
}

async function contentOf(workspace: Workspace, file: string): Promise<unknown> {
  if (!MODULE.test(file)) return parseJson(await textOf(file));
  const loaded = (await load(file)) as { readonly default?: unknown };
  return typeof loaded.default === "function" ? loaded.default(await toolsOf(workspace)) : loaded.default;
}

async function toolsOf(workspace: Workspace): Promise<ProposalTools> {
  const { TreasuryClient } = await import("../../clients/index.ts");
  const { addresses, signer, dao, functions, operators } = workspace;
  const treasury = new TreasuryClient(addresses, signer);
  return {
    ...{ addresses, dao, functions, operators, treasury },
    // Of what the organisation may not have, a module that takes it is told.
    get token() {
      return workspace.token;
    },
    get collection() {
      return workspace.collection;
    },
    get phases() {
      return workspace.phases;
    },
    get mandates() {
      return workspace.mandates;
    },
    get vesting() {
      return workspace.vesting;
    },
  };
}

async function textOf(file: string): Promise<string> {
  try {
    return await readFile(file, "utf8");
  } catch (error) {
    throw fail("ALT_DAO_FILE", { file, fault: reasonOf(error) }, error);
  }
}

async function load(file: string): Promise<unknown> {
  try {
    return await import(pathToFileURL(path.resolve(file)).href);
  } catch (error) {
    throw fail("ALT_DAO_FILE", { file, fault: reasonOf(error) }, error);
  }
}

function faultOf(error: z.ZodError): string {
  const [issue] = error.issues;
  return `${issue?.path.join(".") || "the whole"}: ${issue?.message}`;
}

function reasonOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
