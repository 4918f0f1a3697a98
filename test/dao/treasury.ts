import { expect } from "chai";
import { id, parseEther, ZeroAddress, ZeroHash } from "ethers";
import { network } from "hardhat";
import { deployCollection } from "../fixtures/collection.ts";
import { deployDao, LATE_QUORUM_EXTENSION, TIMELOCK_DELAY, VOTING } from "../fixtures/dao.ts";

const connection = await network.create();
const { ethers, networkHelpers } = connection;
const deploy = () => networkHelpers.loadFixture(deployDao);
const PROPOSER_ROLE = id("PROPOSER_ROLE");
const CANCELLER_ROLE = id("CANCELLER_ROLE");
const EXECUTOR_ROLE = id("EXECUTOR_ROLE");

describe("Treasury", () => {
  it("has no privileged account but itself, its governor and anyone to execute", async () => {
    const { treasury, governor } = await deploy();
    const granted = await treasury.queryFilter(treasury.filters.RoleGranted());
    expect(granted.map(({ args }) => [args.role, args.account])).to.deep.equal([
      [ZeroHash, await treasury.getAddress()],
      [EXECUTOR_ROLE, ZeroAddress],
      [PROPOSER_ROLE, await governor.getAddress()],
      [CANCELLER_ROLE, await governor.getAddress()],
    ]);
  });

  it("knows its delay, its founder and its governor", async () => {
    const { treasury, governor, deployer } = await deploy();
    expect(await treasury.getMinDelay()).to.equal(TIMELOCK_DELAY);
    expect(await treasury.founder()).to.equal(deployer);
    expect(await treasury.governor()).to.equal(governor);
  });

  describe("appoint", () => {
    async function deployFounding() {
      const { token, deployer, alice } = await deploy();
      const treasury = await ethers.deployContract("Treasury", [0, deployer]);
      const deployGovernor = (timelock: typeof treasury) =>
        ethers.deployContract("AlthingGovernor", [{ ...VOTING, token }, LATE_QUORUM_EXTENSION, timelock]);
      return { treasury, deployer, alice, deployGovernor };
    }

    it("seats the governor and says so", async () => {
      const { treasury, deployGovernor } = await deployFounding();
      const governor = await deployGovernor(treasury);
      await expect(treasury.appoint(governor, ZeroAddress))
        .to.emit(treasury, "Appointed")
        .withArgs(governor, ZeroAddress);
      expect(await treasury.hasRole(PROPOSER_ROLE, governor)).to.equal(true);
      expect(await treasury.hasRole(CANCELLER_ROLE, governor)).to.equal(true);
    });

    it("is the founder's alone", async () => {
      const { treasury, deployer, alice, deployGovernor } = await deployFounding();
      const governor = await deployGovernor(treasury);
      await expect(treasury.connect(alice).appoint(governor, ZeroAddress))
        .to.be.revertedWithCustomError(treasury, "TreasuryNotFounder")
        .withArgs(alice, deployer);
    });

    it("happens once", async () => {
      const { treasury, deployGovernor } = await deployFounding();
      const governor = await deployGovernor(treasury);
      await treasury.appoint(governor, ZeroAddress);
      await expect(treasury.appoint(governor, ZeroAddress))
        .to.be.revertedWithCustomError(treasury, "TreasuryGovernorStands")
        .withArgs(governor);
    });

    it("refuses who executes elsewhere, and who is no contract", async () => {
      const { treasury, deployer, alice, deployGovernor } = await deployFounding();
      const other = await ethers.deployContract("Treasury", [0, deployer]);
      const stranger = await deployGovernor(other);
      await expect(treasury.appoint(stranger, ZeroAddress))
        .to.be.revertedWithCustomError(treasury, "TreasuryGovernorUnbound")
        .withArgs(stranger, other);
      await expect(treasury.appoint(alice, ZeroAddress))
        .to.be.revertedWithCustomError(treasury, "TreasuryGovernorUnbound")
        .withArgs(alice, ZeroAddress);
    });

    it("seats mandates beside the governor, to propose and nothing else", async () => {
      const { treasury, deployGovernor } = await deployFounding();
      const { directory } = await deployCollection(connection);
      const governor = await deployGovernor(treasury);
      const mandates = await ethers.deployContract("Mandates", [treasury, directory]);
      await expect(treasury.appoint(governor, mandates))
        .to.emit(treasury, "Appointed")
        .withArgs(governor, mandates);
      const roles = [PROPOSER_ROLE, CANCELLER_ROLE, EXECUTOR_ROLE, ZeroHash];
      const held = await Promise.all(roles.map((role) => treasury.hasRole(role, mandates)));
      expect(held).to.deep.equal([true, false, false, false]);
    });

    it("refuses mandates that pay out of another treasury, and who is no contract", async () => {
      const { treasury, deployer, alice, deployGovernor } = await deployFounding();
      const { directory } = await deployCollection(connection);
      const governor = await deployGovernor(treasury);
      const other = await ethers.deployContract("Treasury", [0, deployer]);
      const strange = await ethers.deployContract("Mandates", [other, directory]);
      await expect(treasury.appoint(governor, strange))
        .to.be.revertedWithCustomError(treasury, "TreasuryMandatesUnbound")
        .withArgs(strange, other);
      await expect(treasury.appoint(governor, alice))
        .to.be.revertedWithCustomError(treasury, "TreasuryMandatesUnbound")
        .withArgs(alice, ZeroAddress);
      expect(await treasury.governor(), "nothing of it was done").to.equal(ZeroAddress);
    });

    it("lets the founder do nothing else", async () => {
      const { treasury, deployer } = await deployFounding();
      await expect(treasury.schedule(deployer, 0, "0x", ZeroHash, ZeroHash, 0))
        .to.be.revertedWithCustomError(treasury, "AccessControlUnauthorizedAccount")
        .withArgs(deployer, PROPOSER_ROLE);
      await expect(treasury.grantRole(PROPOSER_ROLE, deployer))
        .to.be.revertedWithCustomError(treasury, "AccessControlUnauthorizedAccount")
        .withArgs(deployer, ZeroHash);
    });
  });

  it("holds ether and tokens of each kind", async () => {
    const { treasury, alice } = await deploy();
    await expect(alice.sendTransaction({ to: treasury, value: parseEther("1") })).to.changeEtherBalance(
      ethers,
      treasury,
      parseEther("1"),
    );
    const nft = await ethers.deployContract("PlainERC721", [alice, 1]);
    await nft.connect(alice)["safeTransferFrom(address,address,uint256)"](alice, treasury, 1);
    expect(await nft.ownerOf(1)).to.equal(treasury);
    expect(await treasury.supportsInterface("0x4e2312e0"), "ERC-1155 receiver").to.equal(true);
  });
});
