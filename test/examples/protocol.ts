import { expect } from "chai";
import { id, parseEther } from "ethers";
import { network } from "hardhat";
import { addressOf, PhasesClient } from "../../clients/index.ts";
import { airdropTree } from "../../deploy/funding.ts";
import { allowlistTree } from "../../deploy/sale-phases.ts";
import { organisationFolder, staleSources } from "../../organisation/compose/compose.ts";
import { deployedExample } from "../fixtures/example.ts";
import { Proposal, State, Vote } from "../helpers/governance.ts";

const DAY = 86_400;
const at = (moment: string) => Date.parse(moment) / 1_000;

const connection = await network.create();
const { ethers, networkHelpers } = connection;
const { time } = networkHelpers;

async function protocol() {
  const deployed = await deployedExample(connection, "protocol");
  const { addresses, organisation } = deployed;
  const { token: settings, collections } = organisation;
  const sale = collections[0]?.sale;
  const phase = sale?.kind === "phases" ? sale.phases[0] : undefined;
  if (settings?.airdrop === undefined || phase?.kind !== "allowlist") throw new Error("the example has both");
  return {
    ...deployed,
    airdrop: airdropTree(settings.airdrop),
    allowlist: allowlistTree(phase),
    token: await ethers.getContractAt("ProtocolToken", addressOf(addresses, "token")),
    keys: await ethers.getContractAt("ProtocolKeys", addressOf(addresses, "collection")),
    vesting: await ethers.getContractAt("Vesting", addresses.vesting ?? ""),
    distributor: await ethers.getContractAt("MerkleDistributor", addresses.distributor ?? ""),
  };
}

describe("example: a protocol", () => {
  it("pays grants and airdrop from the premint, whose rest the deployer has and votes with", async () => {
    const { token, vesting, distributor, deployer, organisation } =
      await networkHelpers.loadFixture(protocol);
    expect(await token.balanceOf(vesting)).to.equal(parseEther("1000000"));
    expect(await token.balanceOf(distributor)).to.equal(parseEther("4100.5"));
    const rest = parseEther("10000000") - parseEther("1004100.5");
    expect([await token.balanceOf(deployer), await token.getVotes(deployer)]).to.deep.equal([rest, rest]);
    expect(await staleSources(organisationFolder(organisation))).to.deep.equal([]);
  }).timeout(60_000);

  it("gives a claimant its airdrop, and a vote for each token", async () => {
    const { token, distributor, airdrop, alice } = await networkHelpers.loadFixture(protocol);
    await distributor.claim(0n, 2n, alice, parseEther("100"), airdrop.getProof(2));
    expect(await token.balanceOf(alice)).to.equal(parseEther("100"));
    expect(await token.getVotes(alice)).to.equal(parseEther("100"));
  });

  it("releases a grant after its cliff and not before", async () => {
    const { token, vesting, admin } = await networkHelpers.loadFixture(protocol);
    await time.increaseTo(at("2036-01-01") + 26 * 7 * DAY - 2);
    await expect(vesting.claim(0n)).to.be.revert(ethers);
    await time.increaseTo(at("2036-01-01") + 52 * 7 * DAY - 1);
    await vesting.claim(0n);
    expect(await token.balanceOf(admin)).to.equal(parseEther("500000"));
  });

  it("sells keys to early users, to partners, to everyone, and then draws whose is which", async () => {
    const { addresses, keys, allowlist, admin, holder, alice, bob } =
      await networkHelpers.loadFixture(protocol);
    await time.increaseTo(at("2036-01-01"));
    const allowance = { limit: 1n, price: 0n };
    await keys.connect(alice).mintAllowlisted(alice, 1n, allowance, allowlist.getProof(1));
    const usual = { limit: 2n, price: parseEther("0.01") };
    const payment = { value: parseEther("0.02") };
    await keys.connect(admin).mintAllowlisted(admin, 2n, usual, allowlist.getProof(0), payment);
    await time.increaseTo(at("2036-01-08"));
    const voucher = { limit: 5n, price: 0n, deadline: BigInt(at("2036-01-15")) };
    const { signature } = await new PhasesClient(addresses, holder).signVoucher(bob.address, 1n, voucher);
    await keys.connect(bob).mintWithVoucher(bob, 5n, voucher, signature);
    await time.increaseTo(at("2036-01-15"));
    await keys.connect(bob).mint(bob, 10n, { value: parseEther("0.5") });
    expect(await keys.totalSupply()).to.equal(18n);
    expect(await keys.tokenURI(1n)).to.equal("https://protocol.example/keys/sealed.json");
    await time.increaseTo(at("2036-02-01"));
    await keys.draw();
    await networkHelpers.mine(5);
    await keys.reveal(id("a seed that nobody guesses"), "https://protocol.example/keys/");
    const drawn = await keys.metadataIdOf(1n);
    expect(await keys.tokenURI(1n)).to.equal(`https://protocol.example/keys/${drawn}.json`);
  });

  it("ends a vote as soon as its super quorum is reached, and waits for the timelock", async () => {
    const { token, governor, deployer, carol } = await networkHelpers.loadFixture(protocol);
    const data = token.interface.encodeFunctionData("mint", [carol.address, 7n]);
    const proposal = new Proposal(connection, governor, [{ target: await token.getAddress(), data }]);
    await networkHelpers.mine();
    await proposal.propose(deployer);
    await proposal.untilVoting();
    await proposal.vote(deployer, Vote.For);
    expect(await proposal.state()).to.equal(State.Succeeded);
    await proposal.queue();
    await expect(proposal.execute()).to.be.revert(ethers);
    await proposal.untilReady();
    await proposal.execute();
    expect(await token.balanceOf(carol)).to.equal(7n);
  });
});
