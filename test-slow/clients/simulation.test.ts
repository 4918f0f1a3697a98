import { expect } from "chai";
import { JsonRpcProvider, parseEther } from "ethers";
import { network } from "hardhat";
import { DaoClient, TokenClient, TreasuryClient } from "../../clients/index.ts";
import { deployAll } from "../../test/fixtures/deployment.ts";
import { type Anvil, startAnvil } from "../../test/helpers/anvil.ts";

/** As a front-end would: the chain is one node's, the copy another's. */
describe("simulation of a proposal on a fork that anvil makes", () => {
  let chain: Anvil;
  let copy: Anvil;
  let fork: JsonRpcProvider;

  before(async () => {
    chain = await startAnvil();
  });

  afterEach(async () => {
    fork?.destroy();
    await copy?.stop();
  });

  after(() => chain.stop());

  /** The organisation on the one node, and a fork of it as it stands on another. */
  async function deploy() {
    const deployed = await deployAll(
      await network.create({ network: "localhost", override: { url: chain.url } }),
    );
    const { addresses, deployer } = deployed;
    await deployer.sendTransaction({ to: addresses.treasury, value: parseEther("2") });
    copy = await startAnvil(["--fork-url", chain.url]);
    fork = new JsonRpcProvider(copy.url, undefined, { staticNetwork: true, pollingInterval: 10 });
    return {
      ...deployed,
      dao: new DaoClient(addresses, deployer),
      token: new TokenClient(addresses, deployer),
      treasury: new TreasuryClient(addresses, deployer),
    };
  }

  it("tells what each call does, and leaves the chain alone", async () => {
    const { dao, token, treasury, addresses, alice } = await deploy();
    const calls = [
      token.calls.mint(addresses.treasury, 50n),
      treasury.calls.sendEther(alice.address, parseEther("1.5")),
      dao.calls.setVotingPeriod(7_200n),
    ];
    const simulation = await dao.simulate({ title: "Spend", calls }, fork);
    expect(simulation.error).to.equal(undefined);
    const [minted, paid, ruled] = simulation.calls;
    expect(minted?.changes).to.deep.equal([
      { kind: "tokens", token: addresses.token, account: addresses.treasury, amount: 50n },
    ]);
    expect(paid?.changes).to.deep.include({
      kind: "ether",
      account: alice.address,
      amount: parseEther("1.5"),
    });
    expect(ruled?.events.map(({ name }) => name)).to.deep.equal(["VotingPeriodSet"]);
    expect(await treasury.balance()).to.equal(parseEther("2"));
    expect(await dao.list()).to.deep.equal([]);
  });

  it("tells what the calls before the failing one do", async () => {
    const { dao, token, treasury, addresses, alice } = await deploy();
    const calls = [
      token.calls.mint(addresses.treasury, 50n),
      treasury.calls.sendEther(alice.address, parseEther("2.5")),
    ];
    const simulation = await dao.simulate({ title: "Overspend", calls }, fork);
    expect(simulation.error?.code).to.equal("ALT_DAO_TREASURY_ETHER");
    const [minted] = simulation.calls;
    expect(minted?.outcome).to.equal("succeeded");
    expect(minted?.events.map(({ name }) => name)).to.deep.equal(["Transfer"]);
    expect(minted?.changes).to.deep.equal([
      { kind: "tokens", token: addresses.token, account: addresses.treasury, amount: 50n },
    ]);
  });
});
