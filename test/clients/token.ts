import { setTimeout } from "node:timers/promises";
import { expect } from "chai";
import { parseEther, parseUnits } from "ethers";
import { network } from "hardhat";
import { isContractError, TokenClient } from "../../clients/index.ts";
import { deployAll, PREMINT } from "../fixtures/deployment.ts";
import { TOKEN_CAP } from "../fixtures/token.ts";
import { failure } from "../helpers/failure.ts";

const connection = await network.create();
const { ethers, networkHelpers } = connection;

describe("TokenClient", () => {
  async function deploy() {
    const fixture = await networkHelpers.loadFixture(deployAll);
    return { ...fixture, client: new TokenClient(fixture.addresses, fixture.deployer) };
  }

  it("tells what the token is", async () => {
    const { client } = await deploy();
    expect(await client.info()).to.deep.equal({
      name: "Althing",
      symbol: "ALT",
      decimals: 18,
      totalSupply: PREMINT,
      cap: TOKEN_CAP,
    });
  });

  it("transfers, and tells the transaction's figures", async () => {
    const { client, alice } = await deploy();
    const mined = await client.transfer(alice.address, 7n);
    const receipt = await ethers.provider.getTransactionReceipt(mined.hash);
    expect(mined.gasUsed).to.equal(receipt?.gasUsed);
    expect(await client.balance(alice.address)).to.equal(7n);
    expect(await client.balance()).to.equal(PREMINT - 7n);
  });

  it("knows a balance from votes", async () => {
    const { client, deployer, alice } = await deploy();
    const held = { account: deployer.address, balance: PREMINT };
    expect(await client.votes()).to.deep.equal({ ...held, votes: 0n, delegate: undefined });
    await client.delegate();
    expect(await client.votes()).to.deep.equal({ ...held, votes: PREMINT, delegate: deployer.address });
    await client.delegate(alice.address);
    expect((await client.votes(alice.address)).votes).to.equal(PREMINT);
  });

  it("lets anyone submit a signed permit", async () => {
    const { client, addresses, deployer, alice } = await deploy();
    const permit = await client.permit(alice.address, 9n);
    await new TokenClient(addresses, alice).submitPermit(permit);
    expect(await client.allowance(deployer.address, alice.address)).to.equal(9n);
  });

  it("burns and approves", async () => {
    const { client, deployer, alice } = await deploy();
    await client.burn(1n);
    expect((await client.info()).totalSupply).to.equal(PREMINT - 1n);
    await client.approve(alice.address, 3n);
    expect(await client.allowance(deployer.address, alice.address)).to.equal(3n);
  });

  it("says what is lacking where the balance is too low", async () => {
    const { client, addresses, alice, bob } = await deploy();
    await client.transfer(alice.address, parseEther("1"));
    const poor = new TokenClient(addresses, alice);
    const error = await failure(poor.transfer(bob.address, parseEther("2.5")), "ALT_TOKEN_BALANCE");
    expect(error.figures).to.deep.equal({ account: alice.address, had: "1", needed: "2.5" });
    if (!isContractError(error, "ERC20InsufficientBalance")) throw error;
    expect(error.revert.args.needed - error.revert.args.balance).to.equal(parseEther("1.5"));
  });

  it("names who may mint, and the cap", async () => {
    const { client, addresses, treasury, alice, deployer } = await deploy();
    const error = await failure(client.mint(alice.address, 1n), "ALT_ACCESS_DENIED");
    expect(error.figures).to.deep.equal({ account: deployer.address });
    const owner = await ethers.getImpersonatedSigner(await treasury.getAddress());
    await networkHelpers.setBalance(owner.address, parseEther("1"));
    const minter = new TokenClient(addresses, owner);
    await failure(minter.mint(alice.address, TOKEN_CAP), "ALT_TOKEN_CAP");
    await minter.mint(alice.address, 5n);
    expect(await client.balance(alice.address)).to.equal(5n);
  });

  it("refuses what is no address before anything is sent", async () => {
    const { client, alice } = await deploy();
    const error = await failure(client.transfer("0x1234", 1n), "ALT_ADDRESS_INVALID");
    expect(error.figures).to.deep.equal({ address: "0x1234", role: "recipient" });
    const flipped = alice.address.replace(/[a-f]/, (letter) => letter.toUpperCase());
    await failure(client.balance(flipped), "ALT_ADDRESS_INVALID");
  });

  it("reads with a provider alone, and says when a signer is needed", async () => {
    const { addresses, deployer } = await deploy();
    const reader = new TokenClient(addresses, ethers.provider);
    expect(await reader.balance(deployer.address)).to.equal(PREMINT);
    await failure(reader.balance(), "ALT_CLIENT_READ_ONLY");
    await failure(reader.burn(1n), "ALT_CLIENT_READ_ONLY");
  });

  it("says that nothing is deployed there", async () => {
    const { addresses, deployer, alice } = await deploy();
    const elsewhere = { ...addresses, token: alice.address };
    const client = new TokenClient(elsewhere, deployer);
    const expected = { contract: "token", address: alice.address };
    expect((await failure(client.info(), "ALT_CLIENT_NO_CONTRACT")).figures).to.deep.equal(expected);
    expect((await failure(client.burn(1n), "ALT_CLIENT_NO_CONTRACT")).figures).to.deep.equal(expected);
  });

  it("says that the deployment is another chain's", async () => {
    const { addresses, deployer } = await deploy();
    const client = new TokenClient({ ...addresses, chainId: 1n }, deployer);
    const error = await failure(client.balance(), "ALT_CLIENT_WRONG_CHAIN");
    expect(error.figures).to.deep.equal({ expected: 1n, actual: 31_337n });
  });

  it("says that a signer without ether cannot send", async () => {
    const { addresses, client, alice } = await deploy();
    await client.transfer(alice.address, 5n);
    await networkHelpers.setBalance(alice.address, 0n);
    const penniless = new TokenClient(addresses, alice);
    const error = await failure(penniless.burn(1n), "ALT_CLIENT_FUNDS");
    expect(error.figures).to.deep.include({ account: alice.address, had: "0.0" });
  });

  it("finds the reason of a transaction that failed only when it was mined", async () => {
    const { addresses, token, deployer, alice } = await deploy();
    await token.getFunction("approve")(alice, PREMINT);
    await ethers.provider.send("evm_setAutomine", [false]);
    const transfer = failure(
      new TokenClient(addresses, deployer).transfer(alice.address, 1n),
      "ALT_TOKEN_BALANCE",
    );
    const bid = { gasLimit: 200_000n, maxPriorityFeePerGas: parseUnits("9", "gwei") };
    await Promise.race([transfer, pendingTransaction()]);
    await token.connect(alice).getFunction("transferFrom")(deployer, alice, PREMINT, bid);
    await networkHelpers.mine();
    await transfer;
  });

  /** Resolves once a transaction waits to be mined. */
  async function pendingTransaction(): Promise<void> {
    for (let tries = 0; tries < 1_000; tries++) {
      if ((await ethers.provider.send("eth_pendingTransactions", [])).length > 0) return;
      await setTimeout(5);
    }
  }
});
