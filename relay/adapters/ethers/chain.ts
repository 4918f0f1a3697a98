import { type Provider, toQuantity } from "ethers";
import { fail } from "../../../protocol/errors.ts";
import { quorumOf } from "../../../protocol/quorum.ts";
import { packVerdict } from "../../../protocol/receipt.ts";
import { packRequest } from "../../../protocol/request.ts";
import type { RouterDomain } from "../../../protocol/typed-data.ts";
import { whyUnserved } from "../../../protocol/unserved-chains.ts";
import { IFunctionRegistry__factory } from "../../../types/factories/functions/IFunctionRegistry__factory.js";
import { IFunctionRouter__factory } from "../../../types/factories/functions/IFunctionRouter__factory.js";
import { IOperatorSet__factory } from "../../../types/factories/functions/IOperatorSet__factory.js";
import { bloomShows } from "../../domain/bloom.ts";
import type {
  Chain,
  Endpoints,
  Epoch,
  LinkedBlock,
  Member,
  Publication,
  RouterEvent,
  SignedRequest,
  Standing,
} from "../../ports.ts";
import { routerEvent, watchedTopics } from "./events.ts";
import { marketFees } from "./fees.ts";
import type { RpcProvider } from "./provider.ts";
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

/** A provider that is no pool of endpoints: nobody to compare it with, and nobody who announces heads. */
const noEndpoints: Endpoints = {
  endpoints: () => [],
  disagreement: async () => undefined,
  onHead() {},
  announcesHeads: () => false,
};

/** The chain through an ethers provider. `domain` says which chain and router it must be. */
export function ethersChain(
  provider: RpcProvider,
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
  return {
    endpoints: () => endpoints.endpoints(),
    disagreement: (block) => endpoints.disagreement(block),
    onHead: (listener) => endpoints.onHead(listener),
    announcesHeads: () => endpoints.announcesHeads(),
    check: () => check(provider, domain),
    head: async () => (await blockOf(provider, domain, "latest")) ?? untrue("it has no latest block"),
    block: (number) => blockOf(provider, domain, toQuantity(number)),
    events: (fromBlock, toBlock) => eventsIn(provider, domain, { fromBlock, toBlock }),
    eventsOf: ({ hash }) => eventsIn(provider, domain, { blockHash: hash }),
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
  const unserved = await whyUnserved((address) => provider.getCode(address));
  if (unserved !== undefined) throw fail(unserved, { chainId });
}

async function eventsIn(
  provider: Provider,
  domain: RouterDomain,
  range: { fromBlock: number; toBlock: number } | { blockHash: string },
): Promise<RouterEvent[]> {
  const logs = await provider.getLogs({ address: domain.router, topics: [watchedTopics], ...range });
  return logs
    .filter(({ removed }) => !removed)
    .sort((a, b) => a.blockNumber - b.blockNumber || a.index - b.index)
    .map((log) => routerEvent(domain, log));
}

/** A block as nodes tell it. ethers leaves the bloom out of its own. */
interface RawBlock {
  readonly number: string | null;
  readonly hash: string | null;
  readonly parentHash: string;
  readonly timestamp: string;
  readonly logsBloom?: string | null;
}

async function blockOf(
  provider: RpcProvider,
  { router }: RouterDomain,
  tag: string,
): Promise<LinkedBlock | undefined> {
  const raw = (await provider.send("eth_getBlockByNumber", [tag, false])) as RawBlock | null;
  if (!raw?.hash || !raw.number) return undefined;
  const { hash, parentHash, logsBloom } = raw;
  return {
    number: Number(raw.number),
    hash,
    parentHash,
    timestamp: BigInt(raw.timestamp),
    shows: logsBloom ? bloomShows(logsBloom, router, watchedTopics) : "none",
  };
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
