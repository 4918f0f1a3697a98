import { Interface } from "ethers";
import { fail } from "../../protocol/errors.ts";
import { type FunctionRegistry, FunctionRegistry__factory } from "../../types/index.js";
import type { AddressBook } from "../address-book.ts";
import type { ContractCaller } from "../support/contract-caller.ts";
import { eventsIn } from "../support/events.ts";
import { once } from "../support/once.ts";
import { endpointsOf } from "./endpoint.ts";
import {
  type Artefact,
  type FunctionSummary,
  type FunctionVersion,
  functionKinds,
} from "./function-types.ts";

const STATEFUL = 1n;
const OUTCALLS = 2n;

/** What the registry holds of functions. */
export class RegistryReader {
  readonly contract: FunctionRegistry;
  readonly #caller: ContractCaller;
  /** A version's ABI. Versions never change, so each is read once. */
  readonly abi: (functionId: bigint, version: bigint) => Promise<Interface>;

  constructor(addresses: AddressBook, caller: ContractCaller) {
    this.#caller = caller;
    this.contract = FunctionRegistry__factory.connect(addresses.registry, caller.runner);
    this.abi = once((functionId, version) => this.#readAbi(functionId, version));
  }

  /** All functions by id. */
  async list(): Promise<FunctionSummary[]> {
    const count = await this.#caller.read("registry", () => this.contract.functionCount());
    const ids = Array.from({ length: Number(count) }, (_, place) => BigInt(place + 1));
    return Promise.all(ids.map((functionId) => this.summary(functionId)));
  }

  /** ALT_FUNCTIONS_UNKNOWN if there is no such function. */
  async summary(functionId: bigint): Promise<FunctionSummary> {
    const latest = await this.version(functionId);
    const owner = await this.#caller.read("registry", () => this.contract.ownerOf(functionId));
    const abi = await this.abi(functionId, latest.version);
    return { functionId, owner, latest, endpoints: endpointsOf(abi) };
  }

  /** A version's record, the newest if none is named. */
  version(functionId: bigint, version?: bigint): Promise<FunctionVersion> {
    return this.#caller.read("registry", async () => {
      const number = version ?? (await this.contract.versionCount(functionId));
      const found = await this.contract.versionOf(functionId, number);
      return {
        functionId,
        version: number,
        kind: functionKinds[Number(found.kind)] ?? "wasm",
        codeHash: found.codeHash,
        abiHash: found.abiHash,
        royaltyShare: found.royaltyShare,
        stateful: (found.flags & STATEFUL) !== 0n,
        outcalls: (found.flags & OUTCALLS) !== 0n,
        publishedAt: found.publishedAt,
      };
    });
  }

  /** A version's bytes and ABI, from the event of the block in which it was published. */
  async artefact(functionId: bigint, version: bigint): Promise<Artefact> {
    const { publishedAt } = await this.version(functionId, version);
    const { VersionPublished } = this.contract.filters;
    const topics = await VersionPublished(functionId, version).getTopicFilter();
    const block = Number(publishedAt);
    const logs = await this.#caller.provider.getLogs({
      address: await this.contract.getAddress(),
      topics,
      fromBlock: block,
      toBlock: block,
    });
    const [found] = eventsIn(logs, this.contract, VersionPublished);
    if (found === undefined) throw fail("ALT_CLIENT_EVENT_MISSING", { event: "VersionPublished" });
    const { abiJson, artefact, uri } = found.args;
    return { abiJson, bytes: artefact, uri };
  }

  async #readAbi(functionId: bigint, version: bigint): Promise<Interface> {
    return new Interface((await this.artefact(functionId, version)).abiJson);
  }
}
