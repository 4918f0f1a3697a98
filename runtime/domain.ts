import { id, keccak256, toUtf8Bytes } from "ethers";
import { type ExecutionDomainParts, executionDomainOf } from "../protocol/execution-domain.ts";
import { limitsText } from "./limits.ts";
import { prelude } from "./prelude.ts";
import { engineBytes } from "./quickjs/engine.ts";
import { costTableText } from "./rewriter/cost-table.ts";
import { REWRITER_VERSION } from "./rewriter/instrument.ts";

/** Raised whenever what passes between host and guest changes: imports, the prelude's entries, or the context's fields. */
const GUEST_ABI_VERSION = 3;

/** Everything about this runtime that an execution's outcome, result or fuel depends on. */
export async function executionDomainParts(): Promise<ExecutionDomainParts> {
  return {
    rewriterVersion: REWRITER_VERSION,
    costTableHash: id(costTableText()),
    guestAbiVersion: GUEST_ABI_VERSION,
    limitsHash: id(limitsText()),
    engineHash: keccak256(await engineBytes()),
    preludeHash: keccak256(toUtf8Bytes(await prelude())),
  };
}

/** The execution domain of this runtime: 32 bytes of hex, pinned by every request. */
export async function executionDomain(): Promise<string> {
  return executionDomainOf(await executionDomainParts());
}
