import { writeFileSync } from "node:fs";
import path from "node:path";
import { expect } from "chai";
import { parseUnits, toQuantity } from "ethers";
import { contractNames } from "../../clients/address-book.ts";
import { type LocalNode, rpc, startNode } from "../../tools/local-node.ts";
import { runHardhat, startHardhat } from "../support/command.ts";
import { startProxy } from "../support/rpc-proxy.ts";
import {
  DEPLOY,
  DEPLOYER,
  type DeployDocument,
  deploy,
  deployerNonce,
  documentOf,
  environmentFor,
  hasCode,
  newFolder,
  sendForeignTransaction,
  TRANSACTIONS,
} from "./support.ts";

describe("deploy against a node that does not hold still", () => {
  let node: LocalNode;

  beforeEach(async () => {
    node = await startNode("anvil");
  });

  afterEach(() => node.stop());

  it("sends nothing the second time", async () => {
    const env = environmentFor(node.url);
    const first = await deploy(env);
    const second = await deploy(env);
    expect(second.transactions).to.equal(0);
    expect(second.addresses).to.deep.equal(first.addresses);
    expect(await deployerNonce(node.url)).to.equal(first.transactions);
  });

  it("goes on after a stranger's transaction took its nonce", async () => {
    const folder = newFolder();
    const proxy = await startProxy(node.url, {
      before: async (number) => {
        if (number === 4) await sendForeignTransaction(node.url);
        return true;
      },
    });
    const disturbed = documentOf(await runHardhat(DEPLOY, environmentFor(proxy.url, folder)));
    await proxy.close();
    expect(disturbed.transactions).to.equal(TRANSACTIONS);
    await expectEachStepOnce(disturbed, folder);
  });

  it("goes on after a stranger's transaction ousted one that the node had taken", async () => {
    const folder = newFolder();
    const proxy = await startProxy(node.url, {
      before: async (number) => {
        if (number === 4) await rpc(node.url, "evm_setAutomine", [false]);
        return true;
      },
      after: async (number) => {
        if (number === 4) await oust();
        return true;
      },
    });
    const disturbed = documentOf(await runHardhat(DEPLOY, environmentFor(proxy.url, folder)));
    await proxy.close();
    // The one that was ousted had been sent.
    expect(disturbed.transactions).to.equal(TRANSACTIONS + 1);
    await expectEachStepOnce(disturbed, folder);
  });

  it("says that a stranger's transaction waits which pays more, and goes on once it is mined", async () => {
    const folder = newFolder();
    const proxy = await startProxy(node.url, {
      before: async (number) => {
        if (number === 4) await outbid();
        return true;
      },
    });
    // The run that meets it, and one that finds it still there.
    for (const url of [proxy.url, node.url]) {
      const refused = await runHardhat(DEPLOY, environmentFor(url, folder));
      expect(refused.status).to.equal(1);
      expect(JSON.parse(refused.stdout).error.code).to.equal("ALT_DEPLOY_FOREIGN_TRANSACTION");
    }
    await proxy.close();
    await rpc(node.url, "evm_setAutomine", [true]);
    await rpc(node.url, "evm_mine");
    const second = await deploy(environmentFor(node.url, folder));
    expect(second.transactions).to.equal(TRANSACTIONS - 3);
    await expectEachStepOnce(second, folder);
  });

  it("goes on when a stranger took the nonce of a transaction that a killed run never sent", async () => {
    const folder = newFolder();
    const proxy = await startProxy(node.url, {
      before: async (number) => {
        if (number === 6) command.child.kill("SIGKILL");
        return number !== 6;
      },
    });
    const command = startHardhat(DEPLOY, environmentFor(proxy.url, folder));
    expect((await command.ended).signal).to.equal("SIGKILL");
    await proxy.close();
    await sendForeignTransaction(node.url);
    const second = await deploy(environmentFor(node.url, folder));
    expect(second.transactions).to.equal(TRANSACTIONS - 5);
    // Five before the kill, the stranger's, and the rest.
    expect(await deployerNonce(node.url)).to.equal(TRANSACTIONS + 1);
    for (const name of contractNames) expect(await hasCode(node.url, second.addresses[name])).to.equal(true);
  });

  for (const kind of ["anvil", "hardhat"] as const) {
    it(`deploys afresh after a ${kind} node was restarted`, async () => {
      await node.stop();
      node = await startNode(kind, node.port);
      const env = environmentFor(node.url);
      await deploy(env);
      await node.stop();
      node = await startNode(kind, node.port);
      const accounts = await runHardhat(["accounts", "--network", "localhost", "--json"], env);
      expect(accounts.status).to.equal(0);
      const again = await deploy(env);
      expect(again.transactions).to.equal(TRANSACTIONS);
      expect(again.resumed).to.equal(false);
      for (const name of contractNames) expect(await hasCode(node.url, again.addresses[name])).to.equal(true);
    });
  }

  it("refuses other settings than those it deployed, and deploys anew with --reset", async () => {
    const env = environmentFor(node.url);
    await deploy(env);
    const other = [...DEPLOY, "--organisation", slowerVotes()];
    const refused = await runHardhat(other, env);
    expect(refused.status).to.equal(1);
    expect(JSON.parse(refused.stdout).error.code).to.equal("ALT_DEPLOY_CHANGED");
    const reset = documentOf(await runHardhat([...other, "--reset"], env));
    expect(reset.transactions).to.equal(TRANSACTIONS);
    expect(await deployerNonce(node.url)).to.equal(2 * TRANSACTIONS);
  });

  /** A stranger's transaction takes the nonce of the one that waits to be mined. */
  async function oust(): Promise<void> {
    await rpc(node.url, "anvil_dropAllTransactions");
    await rpc(node.url, "evm_setAutomine", [true]);
    await sendForeignTransaction(node.url);
  }

  /** A stranger's transaction waits to be mined, at a price that no deploy bids. */
  async function outbid(): Promise<void> {
    await rpc(node.url, "evm_setAutomine", [false]);
    const maxFeePerGas = toQuantity(parseUnits("1000", "gwei"));
    await rpc(node.url, "eth_sendTransaction", [{ from: DEPLOYER, to: DEPLOYER, maxFeePerGas }]);
  }

  /** That all stands, and that the chain has the deploy's transactions and one stranger's. */
  async function expectEachStepOnce({ addresses }: DeployDocument, folder: string): Promise<void> {
    for (const name of contractNames) expect(await hasCode(node.url, addresses[name])).to.equal(true);
    expect(await deployerNonce(node.url)).to.equal(TRANSACTIONS + 1);
    expect((await deploy(environmentFor(node.url, folder))).transactions).to.equal(0);
  }
});

/** A config like the project's own, but for the length of a vote. */
function slowerVotes(): string {
  const file = path.join(newFolder(), "slower.config.mts");
  const own = path.resolve(import.meta.dirname, "../../althing.config.ts");
  const changed =
    '{ ...config, local: { ...config.local, dao: { ...config.local.dao, votingPeriod: "999 seconds" } } }';
  writeFileSync(file, `import config from ${JSON.stringify(own)};\nexport default ${changed};\n`);
  return file;
}
