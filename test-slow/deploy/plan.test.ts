import { expect } from "chai";
import { type LocalNode, startNode } from "../../tools/local-node.ts";
import { runHardhat } from "../support/command.ts";
import { DEPLOY, deploy, deployerNonce, environmentFor, TRANSACTIONS } from "./support.ts";

describe("a deploy's plan against a node", () => {
  let node: LocalNode;

  before(async () => {
    node = await startNode("anvil");
  });

  after(() => node.stop());

  it("sends nothing, tells where all would be, and is empty once all is there", async () => {
    const env = environmentFor(node.url);
    const planned = await plan(env);
    expect(planned.steps).to.have.length(TRANSACTIONS);
    expect(await deployerNonce(node.url)).to.equal(0);
    const { addresses } = await deploy(env);
    const router = planned.steps.find(({ name }) => name === "FunctionRouter");
    expect(router?.address).to.equal(addresses.router);
    expect(await plan(env)).to.deep.include({ steps: [], grants: [], tokens: [], gas: "0" });
    expect(await deployerNonce(node.url)).to.equal(TRANSACTIONS);
  });

  it("deploys the example protocol by one command, with grants and an airdrop that are paid for", async () => {
    const config = ["--organisation", "examples/protocol/althing.config.ts"];
    const { status, stdout, stderr } = await runHardhat([...DEPLOY, ...config], environmentFor(node.url));
    expect(status, stdout + stderr).to.equal(0);
    const { addresses } = JSON.parse(stdout);
    expect(addresses).to.include.keys("vesting", "distributor");
  });

  for (const [name, transactions] of [
    ["club", 9],
    ["company", 10],
  ] as const) {
    it(`deploys the example ${name} by one command`, async () => {
      const env = environmentFor(node.url);
      const config = ["--organisation", `examples/${name}/althing.config.ts`];
      const { status, stdout, stderr } = await runHardhat([...DEPLOY, ...config], env);
      expect(status, stdout + stderr).to.equal(0);
      expect(JSON.parse(stdout).transactions).to.equal(transactions);
    });
  }
});

interface Planned {
  readonly steps: readonly { readonly name: string; readonly address?: string }[];
}

async function plan(env: NodeJS.ProcessEnv): Promise<Planned> {
  const { status, stdout, stderr } = await runHardhat([...DEPLOY, "--plan"], env);
  expect(status, stdout + stderr).to.equal(0);
  return JSON.parse(stdout) as Planned;
}
