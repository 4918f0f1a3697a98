import { expect } from "chai";
import { ZeroAddress, ZeroHash } from "ethers";
import { network } from "hardhat";
import { escrowOf } from "../../protocol/request.ts";
import { deployFunctions } from "./support/functions.ts";
import { ask } from "./support/requests.ts";

const connection = await network.create();
const { ethers, networkHelpers } = connection;

async function deploy() {
  return deployFunctions(connection);
}

describe("RouterAccounts", () => {
  describe("deposits", () => {
    it("are by anyone for anyone", async () => {
      const { router, stranger, author } = await networkHelpers.loadFixture(deploy);
      const before = await router.accounted();
      await expect(router.connect(stranger).deposit(author, { value: 5n }))
        .to.emit(router, "Deposited")
        .withArgs(author.address, stranger.address, 5n);
      expect((await router.accountOf(author)).balance).to.equal(5n);
      expect((await router.accounted()) - before).to.equal(5n);
    });

    it("for nobody are refused", async () => {
      const { router } = await networkHelpers.loadFixture(deploy);
      await expect(router.deposit(ZeroAddress, { value: 1n })).to.be.revertedWithCustomError(
        router,
        "RouterZeroAddress",
      );
    });

    it("say whose they are: plain ether is refused, and forced ether is nobody's", async () => {
      const { router, stranger } = await networkHelpers.loadFixture(deploy);
      await expect(stranger.sendTransaction({ to: router, value: 1n })).to.be.revert(ethers);
      const accounted = await router.accounted();
      await networkHelpers.setBalance(await router.getAddress(), accounted + 77n);
      expect(await router.accounted()).to.equal(accounted);
    });
  });

  describe("withdrawals", () => {
    it("send free wei where the account's holder says", async () => {
      const { router, payer, author } = await networkHelpers.loadFixture(deploy);
      const withdrawal = router.connect(payer).withdraw(author, 30n);
      await expect(withdrawal).to.changeEtherBalances(ethers, [router, author], [-30n, 30n]);
      await expect(withdrawal).to.emit(router, "Withdrawn").withArgs(payer.address, author.address, 30n);
      expect(await router.accounted()).to.equal(10n ** 20n - 30n);
    });

    it("are refused above the free balance, with the figures", async () => {
      const { router, stranger } = await networkHelpers.loadFixture(deploy);
      await router.deposit(stranger, { value: 10n });
      await expect(router.connect(stranger).withdraw(stranger, 11n))
        .to.be.revertedWithCustomError(router, "RouterBalance")
        .withArgs(stranger.address, 10n, 11n);
    });

    it("cannot reach what is in escrow", async () => {
      const functions = await networkHelpers.loadFixture(deploy);
      const { router, payer } = functions;
      const { header } = await ask(functions);
      const free = 10n ** 20n - escrowOf(header);
      await expect(router.connect(payer).withdraw(payer, free + 1n))
        .to.be.revertedWithCustomError(router, "RouterBalance")
        .withArgs(payer.address, free, free + 1n);
      await router.connect(payer).withdraw(payer, free);
      expect(await ethers.provider.getBalance(router)).to.equal(escrowOf(header));
    });

    it("to nobody are refused", async () => {
      const { router, payer } = await networkHelpers.loadFixture(deploy);
      await expect(router.connect(payer).withdraw(ZeroAddress, 1n)).to.be.revertedWithCustomError(
        router,
        "RouterZeroAddress",
      );
    });

    it("cannot be entered again by whom they pay", async () => {
      const { router } = await networkHelpers.loadFixture(deploy);
      const thief = await ethers.deployContract("ScriptedConsumer");
      await router.deposit(thief, { value: 100n });
      const data = router.interface.encodeFunctionData("withdraw", [await thief.getAddress(), 50n]);
      await thief.planPayment([{ target: router, value: 0n, data }]);
      await expect(thief.act({ target: router, value: 0n, data }))
        .to.emit(thief, "Stepped")
        .withArgs(false, router.interface.getError("TransientLockReentered")?.selector);
      expect(await ethers.provider.getBalance(thief)).to.equal(50n);
      expect((await router.accountOf(thief)).balance).to.equal(50n);
    });

    it("leave the lock open for the next call of the same transaction", async () => {
      const { router, author } = await networkHelpers.loadFixture(deploy);
      const saver = await ethers.deployContract("ScriptedConsumer");
      await router.deposit(saver, { value: 100n });
      const data = router.interface.encodeFunctionData("withdraw", [author.address, 50n]);
      const step = { target: router, value: 0n, data };
      await saver.planCallback([step, step]);
      await saver.onFunctionResult(ZeroHash, ZeroHash, 0, "0x");
      expect((await router.accountOf(saver)).balance).to.equal(0n);
    });

    it("let whom they pay deposit again", async () => {
      const { router } = await networkHelpers.loadFixture(deploy);
      const saver = await ethers.deployContract("ScriptedConsumer");
      const address = await saver.getAddress();
      await router.deposit(saver, { value: 100n });
      const deposit = router.interface.encodeFunctionData("deposit", [address]);
      await saver.planPayment([{ target: router, value: 50n, data: deposit }]);
      const data = router.interface.encodeFunctionData("withdraw", [address, 50n]);
      await saver.act({ target: router, value: 0n, data });
      expect((await router.accountOf(saver)).balance).to.equal(100n);
      expect(await router.accounted()).to.equal(10n ** 20n + 100n);
    });
  });
});
