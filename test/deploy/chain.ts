import { expect } from "chai";
import { network } from "hardhat";
import {
  blockAt,
  chainInstance,
  findSent,
  hasCode,
  accountsOf as listAccounts,
  nonceAt,
} from "../../deploy/chain.ts";
import { accountsOf } from "../fixtures/accounts.ts";

const connection = await network.create();
const { provider, networkHelpers } = connection;

describe("what a deploy asks a chain", () => {
  it("finds a mined transaction by sender and nonce, however long ago", async () => {
    const { alice: sender, bob: other } = await accountsOf(connection);
    const hashes: string[] = [];
    for (let nonce = 0; nonce < 5; nonce++) {
      hashes.push((await sender.sendTransaction({ to: other.address })).hash);
      // One by one: blocks that Hardhat mines many at a time know no nonces.
      for (let empty = 0; empty < nonce * 5; empty++) await networkHelpers.mine();
    }
    for (const [nonce, hash] of hashes.entries()) {
      expect((await findSent(provider, sender.address, nonce))?.hash).to.equal(hash);
    }
  });

  it("finds none with a nonce that was never used", async () => {
    const { alice: sender } = await accountsOf(connection);
    const next = await nonceAt(provider, sender.address, "latest");
    expect(await findSent(provider, sender.address, next)).to.equal(undefined);
  });

  it("finds one that waits to be mined", async () => {
    const { bob: sender, alice: other } = await accountsOf(connection);
    await provider.request({ method: "evm_setAutomine", params: [false] });
    const { hash } = await sender.sendTransaction({ to: other.address });
    expect((await findSent(provider, sender.address, 0))?.hash).to.equal(hash);
    await provider.request({ method: "evm_setAutomine", params: [true] });
    await networkHelpers.mine();
  });

  it("knows accounts, code, and blocks that there are not", async () => {
    const { deployer } = await accountsOf(connection);
    expect((await listAccounts(provider))[0]).to.equal(deployer.address);
    expect(await hasCode(provider, deployer.address)).to.equal(false);
    expect(await blockAt(provider, 1_000_000)).to.equal(undefined);
  });

  it("tells one run of a node from another", async () => {
    const another = await network.create();
    expect(await chainInstance(provider)).to.equal(await chainInstance(provider));
    expect(await chainInstance(another.provider)).not.to.equal(await chainInstance(provider));
  });

  it("takes the first block for the instance of a node that tells none", async () => {
    const silent = {
      request: (call: { method: string; params?: unknown[] }) =>
        call.method === "hardhat_metadata" ? Promise.reject(new Error("unknown")) : provider.request(call),
    };
    expect(await chainInstance(silent)).to.equal((await blockAt(provider, 0))?.hash);
  });
});
