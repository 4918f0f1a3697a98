import { expect } from "chai";
import { parseEther } from "ethers";
import { network } from "hardhat";
import { addressOf } from "../../clients/index.ts";
import { organisationFolder, staleSources } from "../../organisation/compose/compose.ts";
import { deployedExample } from "../fixtures/example.ts";
import { Proposal } from "../helpers/governance.ts";

const connection = await network.create();
const { ethers, networkHelpers } = connection;

async function club() {
  const deployed = await deployedExample(connection, "club");
  const pass = await ethers.getContractAt("ClubPass", addressOf(deployed.addresses, "collection"));
  return { ...deployed, pass };
}

describe("example: a minimal club", () => {
  it("has no token, and contracts that are as its config says", async () => {
    const { addresses, organisation, pass } = await networkHelpers.loadFixture(club);
    expect(addresses).to.not.have.property("token");
    expect(await pass.owner()).to.equal(addresses.treasury);
    expect(await staleSources(organisationFolder(organisation))).to.deep.equal([]);
  }).timeout(60_000);

  it("sells passes, which vote on what is done with the money", async () => {
    const { pass, governor, treasury, alice, bob, carol } = await networkHelpers.loadFixture(club);
    await pass.connect(alice).mint(alice, 3n, { value: parseEther("0.15") });
    await pass.connect(bob).mint(bob, 1n, { value: parseEther("0.05") });
    expect(await pass.tokenURI(4n)).to.equal("https://club.example/passes/4.json");
    for (const member of [alice, bob]) await pass.connect(member).delegate(member);
    await pass.release();
    const payment = { target: carol.address, value: parseEther("0.2"), data: "0x" };
    const proposal = new Proposal(connection, governor, [payment], "Carol mends the roof");
    await networkHelpers.mine();
    await expect(proposal.pass(alice, bob)).to.changeEtherBalance(ethers, carol, parseEther("0.2"));
    expect(await ethers.provider.getBalance(treasury)).to.equal(0n);
  });
});
