import { expect } from "chai";
import { createHardhatRuntimeEnvironment } from "hardhat/hre";
import { contractNames } from "../../clients/address-book.ts";
import { findDeployment } from "../../deploy/find.ts";
import { settingsFor } from "../../deploy/settings.ts";
import config from "../../hardhat.config.ts";
import { LOCAL_CHAIN_ID } from "../../protocol/local-chain.ts";
import { capture } from "./support/console.ts";

// An environment, and so a chain, of its own: nothing is deployed there yet.
const hre = await createHardhatRuntimeEnvironment(config);
const run = (task: string, args: object = {}) =>
  capture(async () => await hre.tasks.getTask(task).run({ json: true, ...args }));

/** Where the plan puts the router. */
let planned: string;

describe("the tasks deploy and accounts", () => {
  it("list accounts before anything is deployed", async () => {
    const { stdout } = await run("accounts");
    const { accounts } = JSON.parse(stdout);
    expect(accounts).to.have.length(20);
    expect(accounts[0]).to.have.all.keys("address", "wei");
  });

  it("plan a deploy: what would be sent and granted, and at which addresses, without sending it", async () => {
    const { stdout } = await run("deploy", { plan: true });
    const plan = JSON.parse(stdout);
    expect(plan.steps).to.have.length(13);
    expect(BigInt(plan.gas)).to.equal(
      plan.steps.reduce((sum: bigint, step: { gas: string }) => sum + BigInt(step.gas), 0n),
    );
    expect(plan.grants).to.deep.include({
      contract: "AlthingToken",
      role: "MINTER_ROLE",
      holder: "Treasury",
    });
    expect(plan.tokens).to.deep.equal([
      { contract: "AlthingToken", to: plan.deployer, amount: "1000000000000000000000000" },
    ]);
    const { provider } = await hre.network.getOrCreate();
    const sent = await provider.request({ method: "eth_getTransactionCount", params: [plan.deployer] });
    expect(Number(sent)).to.equal(0);
    planned = plan.steps.find(({ name }: { name: string }) => name === "FunctionRouter").address;
  }).timeout(120_000);

  it("say beforehand that relays do not work on a chain with an L1 fee", async () => {
    const { provider } = await hre.network.getOrCreate();
    const oracle = "0x420000000000000000000000000000000000000F";
    const setCode = (code: string) => provider.request({ method: "hardhat_setCode", params: [oracle, code] });
    await setCode("0xfe");
    expect((await run("deploy", { plan: true })).stderr).to.contain(
      "Functions cannot run here: On chain 31337",
    );
    await setCode("0x");
    expect((await run("deploy", { plan: true })).stderr).to.not.contain("cannot");
  }).timeout(120_000);

  it("deploy, and tell where everything is", async () => {
    const { stdout, stderr } = await run("deploy");
    const { addresses, transactions, resumed } = JSON.parse(stdout);
    expect(addresses).to.include.all.keys(...contractNames);
    expect([transactions, resumed]).to.deep.equal([13, false]);
    expect(stderr.split("\n").filter((line) => /^ *\d+\/13 /.test(line))).to.have.length(13);
    const book = await findDeployment(await hre.network.getOrCreate());
    expect(addresses.router).to.equal(book.router);
    expect(addresses.router).to.equal(planned);
  });

  it("list tokens and votes once there are some", async () => {
    const premint = settingsFor(LOCAL_CHAIN_ID).organisation.token?.premint;
    const { stdout } = await run("accounts");
    const [deployer, other] = JSON.parse(stdout).accounts;
    expect([deployer.tokens, deployer.votes]).to.deep.equal([String(premint), "0"]);
    expect(other.tokens).to.equal("0");
  });
});
