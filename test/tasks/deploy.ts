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

describe("the tasks deploy and accounts", () => {
  it("list accounts before anything is deployed", async () => {
    const { stdout } = await run("accounts");
    const { accounts } = JSON.parse(stdout);
    expect(accounts).to.have.length(20);
    expect(accounts[0]).to.have.all.keys("address", "wei");
  });

  it("deploy, and tell where everything is", async () => {
    const { stdout, stderr } = await run("deploy");
    const { addresses, transactions, resumed } = JSON.parse(stdout);
    expect(addresses).to.include.all.keys(...contractNames);
    expect([transactions, resumed]).to.deep.equal([13, false]);
    expect(stderr.split("\n").filter((line) => /^ *\d+\/13 /.test(line))).to.have.length(13);
    const book = await findDeployment(await hre.network.getOrCreate());
    expect(addresses.router).to.equal(book.router);
  });

  it("list tokens and votes once there are some", async () => {
    const { premint } = settingsFor(LOCAL_CHAIN_ID).token;
    const { stdout } = await run("accounts");
    const [deployer, other] = JSON.parse(stdout).accounts;
    expect([deployer.tokens, deployer.votes]).to.deep.equal([String(premint), "0"]);
    expect(other.tokens).to.equal("0");
  });
});
