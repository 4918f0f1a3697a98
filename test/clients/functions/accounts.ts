import { expect } from "chai";
import { network } from "hardhat";
import { isContractError } from "../../../clients/index.ts";
import { failure } from "../../helpers/failure.ts";
import { CALL, deployClients, deployFunded, FUNDS } from "../support/functions.ts";

const connection = await network.create();
const { ethers } = connection;

describe("FunctionsClient, accounts", () => {
  it("are funded by anyone and emptied by their owner", async () => {
    const { client, other, alice, bob } = await deployClients(connection);
    await other.fund(5n, alice.address);
    expect(await client.account()).to.deep.equal({ account: alice.address, balance: 5n, requests: 0n });
    const before = await ethers.provider.getBalance(bob.address);
    await client.withdraw(2n, bob.address);
    expect((await ethers.provider.getBalance(bob.address)) - before).to.equal(2n);
    const error = await failure(client.withdraw(4n), "ALT_FUNCTIONS_BALANCE");
    if (!isContractError(error, "RouterBalance")) throw error;
    expect(error.revert.args).to.deep.equal({ account: alice.address, had: 3n, needed: 4n });
  });

  it("pay for others as far as they were authorised", async () => {
    const { client, other, alice, bob } = await deployFunded(connection);
    const payment = { from: "account", account: alice.address } as const;
    await failure(other.request(CALL, payment), "ALT_FUNCTIONS_ALLOWANCE");
    await client.authorize(bob.address, FUNDS);
    const { account, header, escrow } = await other.request(CALL, payment);
    expect([account, header.consumer]).to.deep.equal([alice.address, bob.address]);
    expect(await other.consumers(alice.address)).to.deep.equal([
      { consumer: bob.address, cap: FUNDS, used: escrow },
    ]);
  });

  it("tell who may spend: latest caps, one without, none that was ended", async () => {
    const { client, alice, bob, deployer, operator } = await deployClients(connection);
    expect(await client.consumers()).to.deep.equal([]);
    await client.authorize(bob.address, 7n);
    await client.authorize(deployer.address, "none");
    await client.authorize(operator.address, 9n);
    await client.authorize(bob.address, 8n);
    await client.authorize(operator.address, 0n);
    expect(await client.consumers(alice.address)).to.deep.equal([
      { consumer: bob.address, cap: 8n, used: 0n },
      { consumer: deployer.address, cap: undefined, used: 0n },
    ]);
    await failure(client.authorize(bob.address, 2n ** 128n), "ALT_CLIENT_RANGE");
  });
});
