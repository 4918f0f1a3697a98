import { expect } from "chai";
import { contractNames } from "../../clients/address-book.ts";
import { type LocalNode, startNode } from "../../tools/local-node.ts";
import { runHardhat, startHardhat } from "../support/command.ts";
import { startProxy } from "../support/rpc-proxy.ts";
import {
  DEPLOY,
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
    // One that went out beside the stranger's may have to go out again.
    expect(disturbed.transactions).to.be.within(TRANSACTIONS, TRANSACTIONS + 1);
    for (const name of contractNames)
      expect(await hasCode(node.url, disturbed.addresses[name])).to.equal(true);
    expect((await deploy(environmentFor(node.url, folder))).transactions).to.equal(0);
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
    const other = { ...env, ALTHING_VOTING_PERIOD: "999" };
    const refused = await runHardhat(DEPLOY, other);
    expect(refused.status).to.equal(1);
    expect(JSON.parse(refused.stdout).error.code).to.equal("ALT_DEPLOY_CHANGED");
    const reset = documentOf(await runHardhat([...DEPLOY, "--reset"], other));
    expect(reset.transactions).to.equal(TRANSACTIONS);
    expect(await deployerNonce(node.url)).to.equal(2 * TRANSACTIONS);
  });
});
