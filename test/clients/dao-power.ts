import { expect } from "chai";
import { ZeroAddress } from "ethers";
import { network } from "hardhat";
import { DaoClient, TokenClient } from "../../clients/index.ts";
import { deployAll, PREMINT } from "../fixtures/deployment.ts";

const connection = await network.create();
const { networkHelpers } = connection;

describe("voting power and its delegation", () => {
  async function deploy() {
    const fixture = await networkHelpers.loadFixture(deployAll);
    const { addresses, deployer } = fixture;
    return {
      ...fixture,
      dao: new DaoClient(addresses, deployer),
      token: new TokenClient(addresses, deployer),
    };
  }

  it("tells that tokens give no votes, and offers the call that changes it", async () => {
    const { dao, deployer, alice, addresses } = await deploy();
    const power = await dao.votingPower();
    expect(power).to.include({
      account: deployer.address,
      balance: PREMINT,
      votes: 0n,
      mayPropose: false,
      decimals: 18,
    });
    expect(power.delegate).to.equal(undefined);
    const { sentence, ...call } = power.toDelegate ?? {};
    expect(sentence).to.equal(`Delegate the caller's votes to ${deployer.address}`);
    expect(call).to.deep.include({ target: addresses.token, value: 0n });
    await deployer.sendTransaction({
      to: power.toDelegate?.target ?? ZeroAddress,
      data: power.toDelegate?.data ?? "",
    });
    expect(await dao.votingPower()).to.include({
      votes: PREMINT,
      delegate: deployer.address,
      mayPropose: true,
      toDelegate: undefined,
    });
    expect((await dao.votingPower(alice.address)).toDelegate).to.equal(undefined);
  });

  it("lists holders and delegates from events as the token itself counts them, by pages", async () => {
    const { dao, token, addresses, deployer, alice, bob, carol } = await deploy();
    const as = (signer: typeof bob) => new TokenClient(addresses, signer);
    await token.transfer(alice.address, 300n);
    await token.transfer(bob.address, 200n);
    await token.transfer(carol.address, 100n);
    await as(alice).delegate(bob.address);
    await as(bob).delegate();
    await as(carol).delegate();
    await as(carol).delegate(bob.address);
    await as(carol).transfer(alice.address, 50n);
    await as(bob).burn(20n);
    const holders = await dao.holders();
    expect(holders.items).to.deep.equal([
      { account: deployer.address, balance: PREMINT - 600n, delegate: undefined },
      { account: alice.address, balance: 350n, delegate: bob.address },
      { account: bob.address, balance: 180n, delegate: bob.address },
      { account: carol.address, balance: 50n, delegate: bob.address },
    ]);
    expect(holders).to.include({ total: 4, supply: PREMINT - 20n, delegated: 580n });
    const { items } = await dao.delegates();
    expect(items).to.deep.equal([{ account: bob.address, votes: 580n, delegators: 3 }]);
    expect((await dao.votingPower(bob.address)).votes).to.equal(580n);
    for (const { account, balance } of holders.items) expect(await token.balance(account)).to.equal(balance);
    const page = await dao.holders({ offset: 1, limit: 2 });
    expect(page).to.include({ offset: 1, total: 4 });
    expect(page.items.map(({ account }) => account)).to.deep.equal([alice.address, bob.address]);
  });
});
