import { mkdtempSync, readFileSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { expect } from "chai";
import { parseEther } from "ethers";
import { createHardhatRuntimeEnvironment } from "hardhat/hre";
import config from "../../hardhat.config.ts";
import { airdropStory } from "../../scripts/airdrop/airdrop-story.ts";
import { claimFile } from "../../scripts/airdrop/claim-files.ts";
import { openWorkspace, type Workspace } from "../../tasks/shared/clients.ts";
import { deployedExample } from "../fixtures/example.ts";
import { failure } from "../helpers/failure.ts";
import { capture } from "../tasks/support/console.ts";

const ROOT = path.resolve(import.meta.dirname, "../..");
const LIST = path.join(ROOT, "examples/protocol/airdrop.csv");
const newFolder = () => mkdtempSync(path.join(tmpdir(), "althing-airdrop-"));

describe("the airdrop of an organisation whose config drops tokens", () => {
  let workspace: Workspace;
  const out = newFolder();

  before(async function () {
    this.timeout(120_000);
    // An environment, and so a chain, of its own.
    const hre = await createHardhatRuntimeEnvironment(
      config,
      { config: path.join(ROOT, "hardhat.config.ts") },
      ROOT,
    );
    await deployedExample(await hre.network.getOrCreate(), "protocol");
    workspace = await openWorkspace(hre, { json: false, from: "0" });
  });

  const run = (step: "prepare" | "deploy" | "propose" | "claim", more: object = {}) =>
    capture(() =>
      airdropStory(workspace, {
        AIRDROP_DO: step,
        AIRDROP_FILE: LIST,
        AIRDROP_DUPLICATES: "refuse",
        AIRDROP_DISTRIBUTOR: undefined,
        AIRDROP_DAYS: 90n,
        AIRDROP_ACCOUNT: "signer",
        AIRDROP_OUT: out,
        ...more,
      }),
    );

  it("prepares claims from its list, with the distributor and the round that the deploy left", async () => {
    const { value } = await run("prepare");
    const { distributor } = workspace.addresses;
    expect(value).to.deep.include({ distributor, round: 0n, accounts: 3, claimed: 0n });
    expect(value).to.deep.include({ total: parseEther("4100.5") });
    const [, first = ""] = readFileSync(LIST, "utf8").split("\n");
    const claim = JSON.parse(readFileSync(claimFile(out, first.split(",")[0] ?? ""), "utf8"));
    expect(claim).to.deep.include({ distributor, round: "0", amount: String(parseEther("1500")) });
    expect(claim.expiry).to.equal(Date.UTC(2037, 0, 1) / 1_000);
  });

  it("pays a claim, and has nothing to propose", async () => {
    const { value } = await run("claim", { AIRDROP_ACCOUNT: "2" });
    expect(value).to.deep.include({ round: 0n, amount: parseEther("2500.5") });
    expect((await run("prepare")).value).to.deep.include({ claimed: parseEther("2500.5") });
    await failure(run("propose"), "ALT_AIRDROP_OPEN");
  });

  it("refuses a round that would be over before the vote on it is", async () => {
    const file = path.join(newFolder(), "more.csv");
    writeFileSync(file, `account,amount\n${await workspace.signer.getAddress()},1\n`);
    await workspace.token.transfer(workspace.addresses.treasury, parseEther("1"));
    const proposals = await workspace.dao.list();
    await failure(run("propose", { AIRDROP_FILE: file, AIRDROP_DAYS: 0n }), "ALT_AIRDROP_EXPIRES_EARLY");
    expect(await workspace.dao.list()).to.deep.equal(proposals);
    await workspace.token.delegate();
    await workspace.connection.networkHelpers.mine();
    expect((await run("propose", { AIRDROP_FILE: file })).value).to.deep.include({ before: false });
  });
});
