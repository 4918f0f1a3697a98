// ERC-7674, what it requires of a token:
//  1  temporaryApprove sets what the spender may take in this transaction, and returns true
//  2  a temporary allowance is gone with the transaction
//  3  temporaryApprove fires no event and leaves the lasting allowance as it is
//  4  allowance is the sum of both, at most 2^256 - 1
//  5  transferFrom spends the temporary allowance first, then the lasting one
//  6  an unlimited temporary allowance is not spent
import { expect } from "chai";
import { AbiCoder, MaxUint256, ZeroAddress } from "ethers";
import { network } from "hardhat";
import type { Connection } from "../fixtures/connection.ts";
import { tokenFixture } from "../fixtures/token.ts";

const { networkHelpers } = await network.create();

function batchFixture(name: string) {
  const fixture = tokenFixture(name);
  return async function deployBatchers(connection: Connection) {
    const deployed = await fixture(connection);
    const { token, admin } = deployed;
    const owner = await connection.ethers.deployContract("Batcher");
    const spender = await connection.ethers.deployContract("Batcher");
    await token.connect(admin).mint(owner, 100n);
    const [from, by] = [await owner.getAddress(), await spender.getAddress()];
    const { interface: abi } = token;
    /** Calls of the owner's in one transaction: of the spender where they are its own, else of the token. */
    const { selector } = spender.interface.getFunction("run");
    const targetOf = (data: string) => (data.startsWith(selector) ? spender : token);
    const run = (calls: string[]) => owner.run(calls.map(targetOf), calls);
    const take = (amount: bigint) => {
      const transfer = abi.encodeFunctionData("transferFrom", [from, deployed.alice.address, amount]);
      return spender.interface.encodeFunctionData("run", [[token.target as string], [transfer]]);
    };
    const call = {
      lend: (amount: bigint) => abi.encodeFunctionData("temporaryApprove", [by, amount]),
      approve: (amount: bigint) => abi.encodeFunctionData("approve", [by, amount]),
      allowance: () => abi.encodeFunctionData("allowance", [from, by]),
      take,
    };
    return { ...deployed, owner, spender, run, call };
  };
}

const word = (value: bigint) => AbiCoder.defaultAbiCoder().encode(["uint256"], [value]);

for (const name of ["TemporaryApprovalToken", "EveryModuleToken"]) {
  const fixture = batchFixture(name);
  const deploy = () => networkHelpers.loadFixture(fixture);

  describe(`${name}'s temporary approvals (ERC-7674)`, () => {
    it("ERC-7674/1: let the spender take in this transaction", async () => {
      const { token, owner, alice, run, call } = await deploy();
      const taken = run([call.lend(5n), call.take(3n), call.allowance()]);
      await expect(taken).to.emit(token, "Transfer").withArgs(owner, alice, 3n);
      await expect(taken).to.emit(owner, "Returned").withArgs(word(1n));
      await expect(taken).to.emit(owner, "Returned").withArgs(word(2n));
      expect(
        await token.supportsInterface(token.interface.getFunction("temporaryApprove").selector),
      ).to.equal(true);
    });

    it("ERC-7674/2: are gone in the next", async () => {
      const { token, owner, spender, run, call } = await deploy();
      await run([call.lend(5n)]);
      expect(await token.allowance(owner, spender)).to.equal(0n);
      await expect(run([call.take(3n)]))
        .to.be.revertedWithCustomError(token, "ERC20InsufficientAllowance")
        .withArgs(spender, 0n, 3n);
    });

    it("ERC-7674/3, /4: add to the lasting allowance, and fire nothing", async () => {
      const { token, owner, spender, run, call } = await deploy();
      await run([call.approve(7n)]);
      const lent = run([call.lend(5n), call.allowance(), call.lend(MaxUint256), call.allowance()]);
      await expect(lent).not.to.emit(token, "Approval");
      await expect(lent).to.emit(owner, "Returned").withArgs(word(12n));
      await expect(lent).to.emit(owner, "Returned").withArgs(word(MaxUint256));
      expect(await token.allowance(owner, spender)).to.equal(7n);
    });

    it("ERC-7674/5: are spent before lasting ones", async () => {
      const { token, owner, spender, run, call } = await deploy();
      await run([call.approve(7n), call.lend(5n), call.take(4n)]);
      expect(await token.allowance(owner, spender)).to.equal(7n);
      await run([call.lend(5n), call.take(6n)]);
      expect(await token.allowance(owner, spender)).to.equal(6n);
      await expect(run([call.lend(5n), call.take(12n)]))
        .to.be.revertedWithCustomError(token, "ERC20InsufficientAllowance")
        .withArgs(spender, 6n, 7n);
    });

    it("ERC-7674/6: without limit, are not spent", async () => {
      const { token, owner, spender, run, call } = await deploy();
      await run([call.approve(7n)]);
      const taken = run([call.lend(MaxUint256), call.take(9n), call.allowance()]);
      await expect(taken).to.emit(owner, "Returned").withArgs(word(MaxUint256));
      expect(await token.allowance(owner, spender)).to.equal(7n);
    });

    it("are never for the zero address", async () => {
      const { token, alice } = await deploy();
      await expect(token.connect(alice).temporaryApprove(ZeroAddress, 1n))
        .to.be.revertedWithCustomError(token, "ERC20InvalidSpender")
        .withArgs(ZeroAddress);
    });
  });
}
