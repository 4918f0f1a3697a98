import { expect } from "chai";
import { keccak256, ZeroAddress } from "ethers";
import { network } from "hardhat";
import config from "../../althing.config.ts";
import { addressOf } from "../../clients/index.ts";
import { findDeployment } from "../../deploy/find.ts";
import type { DeployEvent } from "../../deploy/progress.ts";
import { deployAlthing } from "../../deploy/run.ts";
import { type DeploySettings, settingsFor } from "../../deploy/settings.ts";
import { readOrganisation } from "../../organisation/read.ts";
import { findAlthingError } from "../../protocol/errors.ts";
import { LOCAL_CHAIN_ID, LOCAL_OPERATOR } from "../../protocol/local-chain.ts";
import { hashProgram } from "../../protocol/typed-data.ts";
import { executionDomain } from "../../runtime/domain.ts";
import { accountsOf } from "../fixtures/accounts.ts";
import { deployedAlthing } from "../fixtures/althing.ts";

const connection = await network.create();
const { ethers, networkHelpers } = connection;
const deployed = () => networkHelpers.loadFixture(althing);

async function althing() {
  return await deployedAlthing(connection);
}

describe("a deployment", () => {
  it("votes as its settings say, through the treasury", async () => {
    const { addresses, settings } = await deployed();
    const governor = await ethers.getContractAt("AlthingGovernor", addresses.governor);
    const treasury = await ethers.getContractAt("Treasury", addresses.treasury);
    expect(await governor.votingDelay()).to.equal(settings.organisation.dao.votingDelay);
    expect(await governor.votingPeriod()).to.equal(settings.organisation.dao.votingPeriod);
    expect(await governor.timelock()).to.equal(addresses.treasury);
    expect(await treasury.getMinDelay()).to.equal(settings.organisation.dao.timelockDelay);
    expect(await treasury.governor()).to.equal(addresses.governor);
  });

  it("gives the deployer the premint and nothing else", async () => {
    const { addresses, settings } = await deployed();
    const { deployer } = await accountsOf(connection);
    const token = await ethers.getContractAt("AlthingToken", addressOf(addresses, "token"));
    expect(await token.balanceOf(deployer)).to.equal(settings.organisation.token?.premint);
    expect(await token.totalSupply()).to.equal(settings.organisation.token?.premint);
  });

  it("publishes traits for the treasury, and has the collection ask for it", async () => {
    const { addresses } = await deployed();
    const registry = await ethers.getContractAt("FunctionRegistry", addresses.registry);
    const collection = await ethers.getContractAt("Collection", addressOf(addresses, "collection"));
    const router = await ethers.getContractAt("FunctionRouter", addresses.router);
    const { program } = await collection.traitsFunction();
    const [admitted] = await router.queryFilter(router.filters.ProgramAdmitted(program));
    const { functionId = 0n, version = 0n, executionDomain: domain } = admitted?.args ?? {};
    expect(domain).to.equal(await executionDomain());
    expect(await registry.ownerOf(functionId)).to.equal(addresses.treasury);
    const [published] = await registry.queryFilter(registry.filters.VersionPublished(functionId, version));
    const { codeHash } = await registry.versionOf(functionId, version);
    expect(keccak256(published?.args.artefact ?? "0x")).to.equal(codeHash);
    expect(program).to.equal(hashProgram({ functionId, version, codeHash, executionDomain: domain ?? "" }));
  });

  it("has a router that quotes the collection's calls, for the operator of local chains", async () => {
    const { addresses } = await deployed();
    const collection = await ethers.getContractAt("Collection", addressOf(addresses, "collection"));
    const operatorSet = await ethers.getContractAt("OperatorSet", addresses.operatorSet);
    expect(await collection.functionRouter()).to.equal(addresses.router);
    expect(await collection.traitsPrice()).to.be.greaterThan(0n);
    expect((await operatorSet.operatorOf(1n, 0n)).sender).to.equal(LOCAL_OPERATOR);
    expect(await operatorSet.routers()).to.deep.equal([addresses.router]);
    expect(await operatorSet.bondToken()).to.equal(addresses.token);
  });

  it("has a directory that names the router, and a collection that can follow it", async () => {
    const { addresses } = await deployed();
    const directory = await ethers.getContractAt("FunctionDirectory", addresses.directory);
    const collection = await ethers.getContractAt("Collection", addressOf(addresses, "collection"));
    expect(await directory.current()).to.equal(addresses.router);
    expect(await collection.functionDirectory()).to.equal(addresses.directory);
  });

  it("is found again through its connection", async () => {
    const { addresses } = await deployed();
    expect(await findDeployment(connection)).to.deep.equal(addresses);
  });

  it("is not found where nothing was deployed, or after the chain forgot it", async () => {
    const empty = await network.create();
    expect(findAlthingError(await findDeployment(empty).catch((error) => error))?.code).to.equal(
      "ALT_DEPLOY_NOT_FOUND",
    );
    const { addresses } = await deployed();
    const code = await ethers.provider.getCode(addresses.router);
    await networkHelpers.setCode(addresses.router, "0x");
    expect(findAlthingError(await findDeployment(connection).catch((error) => error))?.code).to.equal(
      "ALT_DEPLOY_GONE",
    );
    await networkHelpers.setCode(addresses.router, code);
  });

  it("tells each of its thirteen steps, in an order that never changes", async () => {
    const events: DeployEvent[] = [];
    const fresh = await network.create();
    await deployAlthing(fresh, settingsFor(LOCAL_CHAIN_ID, {}), (event) => events.push(event));
    expect(events.map((event) => (event.kind === "step" ? event.name : event.kind))).to.deep.equal([
      "started",
      "Treasury",
      "AlthingToken",
      "AlthingGovernor",
      "Treasury.appoint",
      "FunctionRegistry",
      "OperatorSet",
      "FunctionRouter",
      "OperatorSet.addRouter",
      "FunctionDirectory",
      "FunctionRegistry.publish",
      "FunctionRouter.admit",
      "ShieldRenderer",
      "Collection",
    ]);
  });

  it("takes bonds in the network's currency, and has a guardian, where the config says so", async () => {
    const fresh = await network.create();
    const { alice } = await accountsOf(fresh);
    const settings = settingsWith({
      functions: { ...config.functions, bond: "native", guardian: alice.address },
    });
    const { addresses } = await deployAlthing(fresh, settings);
    const operatorSet = await fresh.ethers.getContractAt("OperatorSet", addresses.operatorSet);
    expect(await operatorSet.bondToken()).to.equal(ZeroAddress);
    expect(await operatorSet.guardian()).to.equal(alice.address);
    const router = await fresh.ethers.getContractAt("FunctionRouter", addresses.router);
    await expect(router.connect(alice).pause()).to.emit(router, "PausedUntil");
  });

  it("stops with the step and the cause when a contract refuses its settings", async () => {
    const { organisation, operators } = settingsFor(LOCAL_CHAIN_ID, {});
    const token = { ...organisation.token, premint: 2n, cap: 1n };
    const settings = { organisation: { ...organisation, token }, operators } as DeploySettings;
    const fresh = await network.create();
    const error = findAlthingError(await deployAlthing(fresh, settings).catch((fault) => fault));
    expect(error?.code).to.equal("ALT_DEPLOY_STEP_FAILED");
    expect(error?.figures).to.deep.include({ step: "AlthingToken" });
  });

  it("says so when the deployer has no money", async () => {
    const fresh = await network.create();
    const { deployer } = await accountsOf(fresh);
    await fresh.networkHelpers.setBalance(deployer.address, 0n);
    const error = findAlthingError(
      await deployAlthing(fresh, settingsFor(LOCAL_CHAIN_ID, {})).catch((fault) => fault),
    );
    expect(error?.code).to.equal("ALT_DEPLOY_FUNDS");
  });
});

/** The standard organisation with another part. */
function settingsWith(part: object): DeploySettings {
  return settingsFor(LOCAL_CHAIN_ID, {}, readOrganisation({ ...config, ...part }, "."));
}
