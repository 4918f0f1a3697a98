import type { Block as EthersBlock, Provider } from "ethers";
import { fail } from "../../../protocol/errors.ts";
import { quorumOf } from "../../../protocol/quorum.ts";
import { packVerdict } from "../../../protocol/receipt.ts";
import { packRequest } from "../../../protocol/request.ts";
import type { RouterDomain } from "../../../protocol/typed-data.ts";
import { IFunctionRegistry__factory } from "../../../types/factories/functions/IFunctionRegistry__factory.js";
import { IFunctionRouter__factory } from "../../../types/factories/functions/IFunctionRouter__factory.js";
import { IOperatorSet__factory } from "../../../types/factories/functions/IOperatorSet__factory.js";
import type {
  Chain,
  Endpoints,
  Epoch,
  LinkedBlock,
  Member,
  Publication,
  SignedRequest,
  Standing,
} from "../../ports.ts";
import { eventReader } from "./event-reader.ts";
import { marketFees } from "./fees.ts";
import { signersOf } from "./signers-of.ts";

/** The contracts that a router works with; the router itself says which. */
async function contractsOf(provider: Provider, address: string) {
  const router = IFunctionRouter__factory.connect(address, provider);
  const [registry, operatorSet] = await Promise.all([router.registry(), router.operatorSet()]);
  return {
    router,
    registry: IFunctionRegistry__factory.connect(registry, provider),
    operatorSet: IOperatorSet__factory.connect(operatorSet, provider),
  };
}

type Contracts = Awaited<ReturnType<typeof contractsOf>>;

const router = IFunctionRouter__factory.createInterface();

/** Arbitrum's chains have a contract here, and a `block.number` that is not the block's own. */
const ARB_SYS = "0x0000000000000000000000000000000000000064";

/** A provider that is no pool of endpoints: nobody to compare it with, and nobody who announces heads. */
const noEndpoints: Endpoints = {
  endpoints: () => [],
  disagreement: async () => undefined,
  onHead() {},
  announcesHeads: () => false,
};

/** The chain through an ethers provider. `domain` says which chain and router it must be. */
export function ethersChain(
  provider: Provider,
  domain: RouterDomain,
  endpoints: Endpoints = noEndpoints,
): Chain {
  let contracts: Promise<Contracts> | undefined;
  const known = () => {
    contracts ??= contractsOf(provider, domain.router);
    contracts.catch(() => {
      contracts = undefined;
    });
    return contracts;
  };
  const reader = eventReader(provider, domain);
  const block = async (tag: number | "latest") => {
    const found = await provider.getBlock(tag);
    if (found) reader.saw(found);
    return toBlock(found);
  };
  return {
    endpoints: () => endpoints.endpoints(),
    disagreement: (block) => endpoints.disagreement(block),
    onHead: (listener) => endpoints.onHead(listener),
    announcesHeads: () => endpoints.announcesHeads(),
    check: () => check(provider, domain),
    head: async () => (await block("latest")) ?? untrue("it has no latest block"),
    block,
    events: (from, to) => reader.inRange(from, to),
    eventsOf: ({ number, hash }) => reader.inBlock(number, hash),
    standing: async (senders) => standing(await known(), senders),
    fees: () => marketFees(provider),
    signersOf: (hash) => signersOf(provider, domain, hash),
    publication: async (functionId, version) => publication(await known(), functionId, version),
    fulfilCalldata: (requests, epoch, { signers, signatures }, submitter) => {
      const quorum = { signers, signatures: [...signatures] };
      return router.encodeFunctionData("fulfill", [requests.map(fulfilment), epoch, quorum, submitter]);
    },
    expireCalldata: (headers) => router.encodeFunctionData("expire", [headers.map(packRequest)]),
  };
}

async function check(provider: Provider, { chainId, router }: RouterDomain): Promise<void> {
  const { chainId: actual } = await provider.getNetwork();
  if (actual !== chainId) throw fail("ALT_RELAY_WRONG_CHAIN", { actual, expected: chainId });
  if ((await provider.getCode(router)) === "0x") throw fail("ALT_RELAY_NO_ROUTER", { router, chainId });
  if ((await provider.getCode(ARB_SYS)) !== "0x") throw fail("ALT_RELAY_CHAIN_UNSUPPORTED", { chainId });
}

function toBlock(
  block: Pick<EthersBlock, "number" | "hash" | "parentHash" | "timestamp"> | null,
): LinkedBlock | undefined {
  if (block === null || block.hash === null) return undefined;
  const { number, hash, parentHash, timestamp } = block;
  return { number, hash, parentHash, timestamp: BigInt(timestamp) };
}

function untrue(fault: string): never {
  throw fail("ALT_RELAY_RPC_UNTRUE", { fault });
}

async function currentEpoch({ operatorSet }: Contracts): Promise<Epoch> {
  const epoch = await operatorSet.currentEpoch();
  const [operators, counting] = await Promise.all([
    operatorSet.operatorsOf(epoch),
    operatorSet.membersOf(epoch),
  ]);
  const members = operators.map(({ signer, sender }, place) => {
    const revoked = ((counting >> BigInt(place)) & 1n) === 0n;
    return { signer, sender, revoked };
  });
  return { epoch, members, quorum: quorumOf(members.length) };
}

async function standing(contracts: Contracts, senders: readonly string[]): Promise<Standing> {
  const [epoch, principals] = await Promise.all([
    currentEpoch(contracts),
    Promise.all(senders.map((sender) => contracts.router.principalOf(sender))),
  ]);
  const places = senders.flatMap((sender, index): [string, number][] => {
    const place = placeOf(epoch, [sender, principals[index]]);
    return place === undefined ? [] : [[sender, place]];
  });
  return { epoch, places: new Map(places) };
}

function placeOf({ members }: Epoch, addresses: readonly (string | undefined)[]): number | undefined {
  const isOurs = (member: Member) => !member.revoked && addresses.includes(member.sender);
  const place = members.findIndex(isOurs);
  return place < 0 ? undefined : place;
}

async function publication(
  { registry }: Contracts,
  functionId: bigint,
  version: bigint,
): Promise<Publication> {
  const { kind, publishedAt } = await registry.versionOf(functionId, version);
  const block = Number(publishedAt);
  const filter = registry.filters.VersionPublished(functionId, version);
  const [published] = await registry.queryFilter(filter, block, block);
  if (!published) throw fail("ALT_RELAY_ARTEFACT_UNPUBLISHED", { functionId, version, block });
  const bytes = Buffer.from(published.args.artefact.slice(2), "hex");
  const onChain = bytes.length > 0;
  return {
    kind: kind === 0n ? "wasm" : "js",
    bytes: onChain ? bytes : undefined,
    uri: onChain ? "" : uriOf(published.args),
  };
}

/** ethers decodes a text when it is read, and throws then if it is no UTF-8. */
function uriOf(args: { readonly uri: string }): string {
  try {
    return args.uri;
  } catch (error) {
    throw fail("ALT_RELAY_ARTEFACT_UNREACHABLE", { uri: "its URI", fault: "that is no UTF-8 text" }, error);
  }
}

function fulfilment({ header, execution }: SignedRequest) {
  return { request: packRequest(header), verdict: packVerdict(execution), result: execution.result };
}
