import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { expect } from "chai";
import { network } from "hardhat";
import type { Connection } from "../../test/fixtures/connection.ts";
import { until } from "../../test/helpers/until.ts";
import { ask, deployWorld, type World } from "../../test/relay/support/world.ts";
import { type LocalNode, startNode } from "../../tools/local-node.ts";
import { type RelayProcess, startRelayProcess } from "./relay-process.ts";

/** Between every two neighbouring steps of the pipeline; "submitted" is after the intent, before the sending. */
const STEPS = ["seen", "executed", "signed", "submitted", "mined", "settled"];
const PATIENCE = 30_000;

describe("A relay killed with SIGKILL", () => {
  let node: LocalNode;
  let connection: Connection;
  let world: World;
  let folder: string;

  before(async () => {
    node = await startNode("anvil");
    connection = await network.create({ network: "localhost", override: { url: node.url } });
    folder = mkdtempSync(path.join(tmpdir(), "althing-relay-"));
  });

  beforeEach(async () => {
    world = await deployWorld(connection);
  });

  after(async () => {
    await connection.close();
    await node.stop();
    rmSync(folder, { recursive: true });
  });

  for (const step of STEPS) {
    it(`at "${step}" fulfils the request once after its restart`, async () => {
      const store = path.join(folder, `${step}.db`);
      const nonceBefore = await operatorNonce();
      await ask(world);
      expect(await relay(store, step).ended).to.equal("SIGKILL");
      const restarted = relay(store);
      await restarted.started;
      await untilNothingIsLive();
      restarted.child.kill("SIGTERM");
      expect(await restarted.ended).to.equal(0);
      expect(await settlementsById()).to.deep.equal([1]);
      expect(await operatorNonce()).to.equal(nonceBefore + 1);
    });
  }

  it("again and again at random moments loses nothing and pays nothing twice", async () => {
    const store = path.join(folder, "random.db");
    for (let i = 0; i < 20; i++) await ask(world);
    for (let i = 0; i < 6; i++) {
      const killed = relay(store);
      await new Promise((resolve) => setTimeout(resolve, 900 + i * 60));
      await killed.kill();
      await ask(world);
    }
    const restarted = relay(store);
    await untilNothingIsLive();
    restarted.child.kill("SIGTERM");
    expect(await restarted.ended).to.equal(0);
    expect(await settlementsById()).to.deep.equal(Array(26).fill(1));
  });

  function relay(store: string, crashAt?: string): RelayProcess {
    const router = world.addresses.router;
    return startRelayProcess({ url: node.url, router, store, ...(crashAt === undefined ? {} : { crashAt }) });
  }

  async function untilNothingIsLive(): Promise<void> {
    const { router, payer } = world;
    await until(async () => (await router.accountOf(payer)).live === 0n, PATIENCE);
    // A second fulfilment, if the relay sent one, would come about now.
    await new Promise((resolve) => setTimeout(resolve, 300));
  }

  /** How often each request of this router was settled. */
  async function settlementsById(): Promise<number[]> {
    const { router } = world;
    const requested = await router.queryFilter(router.filters.Requested());
    const settled = await router.queryFilter(router.filters.Settled());
    return requested.map(({ args }) => settled.filter((event) => event.args.id === args.id).length);
  }

  function operatorNonce(): Promise<number> {
    const [operator] = world.wallets;
    if (operator === undefined) throw new Error("the world has no operator");
    return connection.ethers.provider.getTransactionCount(operator.address);
  }
});
