// ERC-3156, what it requires of a lender:
//  1  maxFlashLoan is the most that can be lent of a token, and 0 of one that is not lent
//  2  flashFee is the fee of a loan, and reverts for a token that is not lent
//  3  flashLoan gives the amount to the receiver before it calls it
//  4  flashLoan tells the receiver its caller as initiator, and token, amount, fee and data unchanged
//  5  flashLoan reverts if the receiver's answer is not the hash of "ERC3156FlashBorrower.onFlashLoan"
//  6  flashLoan takes amount and fee back by allowance, or reverts
//  7  flashLoan returns true
//  8  flashLoan of more than maxFlashLoan, or of another token, reverts
import { expect } from "chai";
import { ZeroAddress } from "ethers";
import { network } from "hardhat";
import type { Connection } from "../fixtures/connection.ts";
import { TOKEN_CAP, TOKEN_PREMINT, tokenFixture } from "../fixtures/token.ts";

const { networkHelpers } = await network.create();
const Manner = { Repay: 0, AnswerWrongly: 1, ApproveNothing: 2, SpendOne: 3 };
const LENDABLE = TOKEN_CAP - TOKEN_PREMINT;

function lenderFixture(name: string) {
  const fixture = tokenFixture(name);
  return async function deployLender(connection: Connection) {
    const borrower = await connection.ethers.deployContract("FlashBorrower");
    return { ...(await fixture(connection)), borrower };
  };
}

for (const name of ["FlashMintToken", "EveryModuleToken"]) {
  const fixture = lenderFixture(name);
  const deploy = () => networkHelpers.loadFixture(fixture);

  describe(`${name}'s flash loans (ERC-3156)`, () => {
    it("ERC-3156/1: are of what the cap leaves, and of no other token", async () => {
      const { token, admin, alice } = await deploy();
      expect(await token.maxFlashLoan(token)).to.equal(LENDABLE);
      expect(await token.maxFlashLoan(alice)).to.equal(0n);
      await token.connect(admin).mint(alice, LENDABLE);
      expect(await token.maxFlashLoan(token)).to.equal(0n);
      expect(await token.supportsInterface("0xe4143091")).to.equal(true);
    });

    it("ERC-3156/2: are free", async () => {
      const { token, alice } = await deploy();
      expect(await token.flashFee(token, LENDABLE)).to.equal(0n);
      await expect(token.flashFee(alice, 1n))
        .to.be.revertedWithCustomError(token, "ERC3156UnsupportedToken")
        .withArgs(alice);
    });

    it("ERC-3156/3, /4, /6, /7: give, tell, and take back", async () => {
      const { token, borrower, bob } = await deploy();
      const loan = borrower.connect(bob).borrow(token, LENDABLE, "0xc0de");
      await expect(loan)
        .to.emit(borrower, "Lent")
        .withArgs(borrower, token, LENDABLE, 0n, "0xc0de", LENDABLE);
      await expect(loan).to.emit(borrower, "Answered").withArgs(true);
      await expect(loan).to.emit(token, "Transfer").withArgs(ZeroAddress, borrower, LENDABLE);
      await expect(loan).to.emit(token, "Transfer").withArgs(borrower, ZeroAddress, LENDABLE);
      expect(await token.totalSupply()).to.equal(TOKEN_PREMINT);
      expect(await token.allowance(borrower, token)).to.equal(0n);
    });

    it("ERC-3156/4: name whoever asks as initiator", async () => {
      const { token, borrower, bob } = await deploy();
      await expect(token.connect(bob).flashLoan(borrower, token, 5n, "0x"))
        .to.emit(borrower, "Lent")
        .withArgs(bob, token, 5n, 0n, "0x", 5n);
    });

    it("ERC-3156/5: are undone by a wrong answer", async () => {
      const { token, borrower } = await deploy();
      await borrower.setManner(Manner.AnswerWrongly);
      await expect(borrower.borrow(token, 5n, "0x"))
        .to.be.revertedWithCustomError(token, "ERC3156InvalidReceiver")
        .withArgs(borrower);
    });

    it("ERC-3156/6: are undone where they are not paid back", async () => {
      const { token, borrower, alice } = await deploy();
      await borrower.setManner(Manner.ApproveNothing);
      await expect(borrower.borrow(token, 5n, "0x"))
        .to.be.revertedWithCustomError(token, "ERC20InsufficientAllowance")
        .withArgs(token, 0n, 5n);
      await borrower.setManner(Manner.SpendOne);
      await expect(token.connect(alice).flashLoan(borrower, token, 5n, "0x"))
        .to.be.revertedWithCustomError(token, "ERC20InsufficientBalance")
        .withArgs(borrower, 4n, 5n);
    });

    it("ERC-3156/8: stay below the most, and are of this token", async () => {
      const { token, borrower, alice } = await deploy();
      await expect(borrower.borrow(token, LENDABLE + 1n, "0x"))
        .to.be.revertedWithCustomError(token, "ERC3156ExceededMaxLoan")
        .withArgs(LENDABLE);
      await expect(token.flashLoan(borrower, alice, 0n, "0x"))
        .to.be.revertedWithCustomError(token, "ERC3156UnsupportedToken")
        .withArgs(alice);
    });

    it("leave no votes behind", async () => {
      const { token, borrower } = await deploy();
      await borrower.borrow(token, LENDABLE, "0x");
      const then = await networkHelpers.time.latest();
      await networkHelpers.time.increase(10);
      expect(await token.getPastVotes(borrower, then)).to.equal(0n);
      expect(await token.getPastTotalSupply(then)).to.equal(TOKEN_PREMINT);
    });
  });
}

describe("EveryModuleToken's flash loans while it is paused", () => {
  const fixture = lenderFixture("EveryModuleToken");

  it("ERC-3156/1: are of nothing", async () => {
    const { token, borrower, admin } = await networkHelpers.loadFixture(fixture);
    await token.connect(admin).pause();
    expect(await token.maxFlashLoan(token)).to.equal(0n);
    await expect(borrower.borrow(token, 1n, "0x"))
      .to.be.revertedWithCustomError(token, "ERC3156ExceededMaxLoan")
      .withArgs(0n);
  });
});
