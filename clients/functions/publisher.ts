import { Interface, keccak256, ZeroHash } from "ethers";
import { fail } from "../../protocol/errors.ts";
import type { IFunctionRegistry } from "../../types/functions/FunctionRegistry.js";
import type { FunctionRegistry } from "../../types/index.js";
import { type ContractCaller, minedOf } from "../support/contract-caller.ts";
import { eventsIn } from "../support/events.ts";
import { requireUint } from "../support/ranges.ts";
import { type FunctionDraft, functionKinds, type Published } from "./function-types.ts";

/** Puts functions and versions into the registry. */
export class Publisher {
  readonly #caller: ContractCaller;
  readonly #registry: FunctionRegistry;

  constructor(caller: ContractCaller, registry: FunctionRegistry) {
    this.#caller = caller;
    this.#registry = registry;
  }

  /** A new function, owned by `owner`. */
  publish(draft: FunctionDraft, owner: string): Promise<Published> {
    return this.#send(() => this.#registry.publish(owner, draftStruct(draft)));
  }

  /** A version of a function that the signer owns. */
  publishVersion(functionId: bigint, draft: FunctionDraft): Promise<Published> {
    return this.#send(() => this.#registry.publishVersion(functionId, draftStruct(draft)));
  }

  async #send(call: Parameters<ContractCaller["send"]>[1]): Promise<Published> {
    const receipt = await this.#caller.send("registry", call);
    const { VersionPublished } = this.#registry.filters;
    const [published] = eventsIn(receipt.logs, this.#registry, VersionPublished);
    if (published === undefined) throw fail("ALT_CLIENT_EVENT_MISSING", { event: "VersionPublished" });
    const { functionId, version, codeHash } = published.args;
    return { functionId, version, codeHash, mined: minedOf(receipt) };
  }
}

/** The ABI's text is ethers' `formatJson`, so that the same ABI always has the same hash. */
function draftStruct(draft: FunctionDraft): IFunctionRegistry.DraftStruct {
  const { bytes, kind, abi, uri = "", royaltyShare = 0n } = draft;
  return {
    codeHash: keccak256(bytes),
    initialStateRoot: ZeroHash,
    kind: functionKinds.indexOf(kind),
    flags: 0,
    royaltyShare: requireUint(royaltyShare, 16, "royalty"),
    artefact: uri === "" ? bytes : "0x",
    uri,
    abiJson: new Interface(abi as string[]).formatJson(),
  };
}
