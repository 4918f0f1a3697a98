import { copyFileSync, existsSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { JsonRpcProvider } from "ethers";
import { LOCAL_CHAIN_ID } from "../../protocol/local-chain.ts";
import { openSqliteStore } from "../../relay/adapters/sqlite/store.ts";
import type { RelaySettings } from "../../relay/settings.ts";
import { type LocalNode, type NodeKind, startNode } from "../../tools/local-node.ts";
import { type ArtefactServer, startArtefactServer } from "./artefact-server.ts";
import { type Auditor, auditor, type Ended } from "./audit.ts";
import { type Case, unservable, usualCases } from "./cases.ts";
import { type ChainControl, chainControl } from "./chain-control.ts";
import { type Deployment, deploy } from "./deployment.ts";
import type { StartOptions } from "./messages.ts";
import { type FaultProxy, startFaultProxy } from "./proxy.ts";
import type { Random } from "./random.ts";
import { RelayProcess } from "./relay-process.ts";
import { type Asked, requests } from "./requests.ts";

/** Milliseconds within which all must be well again. */
const PATIENCE = 40_000;
/** Wei a unit of gas. */
const CALM_BASE_FEE = 10n ** 9n;
/** Milliseconds between the blocks that come by themselves while the harness waits. */
const BLOCK_TIME = 250;

const LAGS = "the relay lags behind the chain";

export const FINALITY = 2;

/** Those of a local chain, but for what makes faults worth trying: blocks that are not final, and short waits. */
const settings: Partial<RelaySettings> = {
  finalityDepth: FINALITY,
  resendAfterMs: 400,
  cancelAfterMs: 800,
  backoff: { firstMs: 20, maxMs: 300 },
  timeoutMs: 1_500,
  allowPrivateAddresses: true,
};

/** A node, the contracts on it, and a relay that serves them through an endpoint that can be disturbed. */
export class World {
  readonly node: LocalNode;
  readonly chain: ChainControl;
  readonly provider: JsonRpcProvider;
  readonly proxy: FaultProxy;
  readonly deployment: Deployment;
  readonly folder: string;
  readonly audit: Auditor;
  readonly requests: ReturnType<typeof requests>;
  readonly artefacts: ArtefactServer;
  readonly random: Random;
  readonly finality = FINALITY;
  /** How each case ends undisturbed. */
  readonly expected = new Map<string, Ended>();
  store: string;
  relay: RelayProcess;
  #spare: RelayProcess | undefined;
  #stores = 0;
  readonly #cleanUps: (() => void)[] = [];

  private constructor(
    parts: Pick<World, "node" | "chain" | "provider" | "proxy" | "deployment" | "artefacts" | "random">,
  ) {
    const { node, chain, provider, proxy, deployment, artefacts, random } = parts;
    this.node = node;
    this.chain = chain;
    this.provider = provider;
    this.proxy = proxy;
    this.deployment = deployment;
    this.artefacts = artefacts;
    this.random = random;
    this.audit = auditor(deployment, provider, this.chain);
    this.requests = requests(deployment, this.chain);
    this.folder = mkdtempSync(path.join(tmpdir(), "althing-faults-"));
    this.store = this.newStore();
    this.relay = this.load();
  }

  /** Opens a world and does there, undisturbed, what will be done while faults are injected. */
  static async open(kind: NodeKind, random: Random): Promise<World> {
    const node = await startNode(kind);
    const plain = { staticNetwork: true, batchMaxCount: 1, cacheTimeout: -1, pollingInterval: 20 };
    const provider = new JsonRpcProvider(node.url, LOCAL_CHAIN_ID, plain);
    const world = new World({
      node,
      provider,
      random,
      chain: chainControl(node, kind),
      deployment: await deploy(provider),
      proxy: await startFaultProxy(node.url),
      artefacts: await startArtefactServer(),
    });
    try {
      await world.start();
      await world.learn();
      return world;
    } catch (error) {
      const log = world.relay.log.slice(-40).join("\n");
      await world.close();
      throw new Error(`the undisturbed run failed:\n${log}`, { cause: error });
    }
  }

  /** Runs the relay on the world's store: in the process that is loaded, and another is loaded for the next time. */
  async start(changes: Partial<StartOptions> = {}): Promise<void> {
    if (this.relay.isAlive && this.#spare !== undefined) await this.relay.kill();
    this.relay = this.#spare ?? this.relay;
    this.#spare = this.load();
    await this.relay.start({ ...(await this.startOptions()), ...changes });
  }

  async startOptions(): Promise<StartOptions> {
    const { router, operator } = this.deployment;
    return {
      rpcUrls: this.proxy.url,
      router: await router.getAddress(),
      privateKey: operator.privateKey,
      store: this.store,
      leases: this.#leases,
      settings,
    };
  }

  /** A process that is ready to run a relay. */
  load(): RelayProcess {
    return new RelayProcess();
  }

  newStore(): string {
    this.#stores += 1;
    return path.join(this.folder, `relay-${this.#stores}.db`);
  }

  /** Copies the store with what SQLite keeps beside it. */
  copyStore(from: string, to: string): void {
    for (const suffix of ["", "-wal", "-shm"]) {
      rmSync(`${to}${suffix}`, { force: true });
      if (suffix !== "-shm" && existsSync(from + suffix)) copyFileSync(from + suffix, to + suffix);
    }
  }

  /** Makes requests in blocks that are final. */
  async ask(cases: readonly Case[]): Promise<Asked[]> {
    const asked = await this.requests.send(cases);
    await this.chain.mine(FINALITY);
    return asked;
  }

  /** Ends whatever was done to chain and endpoint. */
  async calm(): Promise<void> {
    this.proxy.disturb();
    await this.chain.automine(true);
    await this.chain.setNextBaseFee(CALM_BASE_FEE);
    await this.chain.mine(1);
  }

  /** Until something holds, or the relay has ended, or so many milliseconds went by; whether it holds. */
  async until(holds: () => Promise<boolean>, patience = 2_000): Promise<boolean> {
    const end = performance.now() + patience;
    while (this.relay.isAlive && performance.now() < end) {
      if (await holds()) return true;
      await pause(5);
    }
    return false;
  }

  /** Until the relay has sent a transaction that waits to be mined. */
  async untilSent(): Promise<string | undefined> {
    let waiting: string[] = [];
    await this.until(async () => {
      waiting = await this.chain.waiting(this.deployment.operator.address);
      return waiting.length > 0;
    });
    return waiting[0];
  }

  /** Sends a transaction of the operator's key that the relay knows nothing of. */
  async sendForeign(nonce: number): Promise<void> {
    const { address } = this.deployment.operator;
    const [maxFeePerGas, maxPriorityFeePerGas] = ["0x9184e72a000", "0xb2d05e00"];
    const fees = { gas: "0x5208", maxFeePerGas, maxPriorityFeePerGas };
    const transaction = { from: address, to: address, nonce: `0x${nonce.toString(16)}`, ...fees };
    await this.chain.send("eth_sendTransaction", transaction);
  }

  /** Until the relay says that it signs nothing, for which it may have to look at the chain; whether it does. */
  untilHeld(patience = 600): Promise<boolean> {
    return this.until(async () => (await this.relay.state()).holds.length > 0, patience);
  }

  /** What an operator does about a relay that signs nothing before somebody looked, as `relay confirm` does it; whether it was so. */
  async confirm(patience?: number): Promise<boolean> {
    const isHeld = await this.untilHeld(patience);
    const { chainId, router } = this.deployment;
    const store = await openSqliteStore(this.store, { chainId, router: await router.getAddress() });
    try {
      if ((await store.holds()).length > 0) await store.confirm(await this.chain.blockNumber());
    } finally {
      await store.close();
    }
    return isHeld;
  }

  /** Runs before the world's folder goes. */
  onClose(cleanUp: () => void): void {
    this.#cleanUps.push(cleanUp);
  }

  /**
   * Until no request waits, on chain or in the relay, and nothing fails there; blocks go on coming. It has to be so twice,
   * with a block between: a node may show what a block did a moment before it has the block's logs.
   */
  async untilQuiet(patience = PATIENCE): Promise<void> {
    let last = "";
    let isWell = false;
    const start = performance.now();
    for (let mined = start; performance.now() - start < patience; ) {
      last = await this.#unrest();
      if (last === "" && isWell) return;
      // The block between has to be taken in, which is no unrest.
      if (last !== LAGS) isWell = last === "";
      if (last === "" || performance.now() - mined > BLOCK_TIME) {
        mined = performance.now();
        await this.chain.mine(1);
      }
      if (last !== "") await pause(8);
    }
    throw new Error(`after ${patience} ms ${last}`);
  }

  /** Until the requests of the fault at hand have ended on chain. */
  async untilServed(): Promise<void> {
    if (!(await this.until(this.audit.isServed, PATIENCE)))
      throw new Error("requests of the fault were not served");
  }

  async close(): Promise<void> {
    await Promise.all([this.relay.kill(), this.#spare?.kill()]);
    await Promise.all([this.proxy.close(), this.artefacts.close()]);
    this.provider.destroy();
    await this.node.stop();
    for (const cleanUp of this.#cleanUps) cleanUp();
    rmSync(this.folder, { recursive: true });
  }

  get #leases(): string {
    return path.join(this.folder, "leases");
  }

  async #unrest(): Promise<string> {
    if (!this.relay.isAlive) throw new Error("the relay ended by itself");
    if (!(await this.audit.isQuiet())) return "requests wait on chain";
    const { pending, upToDate, problems, holds } = await this.relay.state();
    if (pending > 0) return `the relay still works on ${pending} requests`;
    if (!upToDate) return LAGS;
    if (holds.length > 0) return `the relay does not sign: ${holds.join(", ")}`;
    const failing = Object.entries(problems);
    return failing.map(([stage, code]) => `${stage} fails with ${code}`).join(", ");
  }

  private async learn(): Promise<void> {
    const cases = [...usualCases, unservable(this.deployment)];
    const books = await this.audit.open();
    const asked = await this.ask(cases);
    await this.chain.increaseTime(60);
    await this.chain.mine(1);
    await this.untilQuiet();
    for (const one of asked) {
      const [ended, ...others] = await this.audit.endings(one, books);
      if (ended === undefined || others.length > 0) throw new Error(`${one.case.name} did not end once`);
      this.expected.set(one.case.name, ended);
    }
  }
}

export function pause(milliseconds: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, milliseconds));
}
