// ERC-20, what it requires of a token:
//  1  transfer moves the amount to the receiver
//  2  transfer fires Transfer
//  3  transfer of nothing is a transfer, and fires Transfer
//  4  transfer of more than the sender has throws
//  5  transferFrom moves the amount, and fires Transfer
//  6  transferFrom of nothing is a transfer, and fires Transfer
//  7  transferFrom throws unless the owner authorised its caller
//  8  approve sets the allowance anew, over any earlier one, and fires Approval
//  9  allowance says what may still be taken
// 10  tokens that are created come in a Transfer from the zero address
// 11  totalSupply and balanceOf agree with what was created and moved
import { expect } from "chai";
import { ZeroAddress } from "ethers";
import { network } from "hardhat";
import { shouldBehaveLikeERC20 } from "../behaviours/erc20.ts";
import { deployPlainERC20, plainAndFull, TOKEN_PREMINT, tokenFixture } from "../fixtures/token.ts";

const connection = await network.create();
const { ethers, networkHelpers } = connection;

describe("OpenZeppelin's ERC20 as an ERC-20", () => shouldBehaveLikeERC20(connection, deployPlainERC20));

for (const name of plainAndFull) {
  const fixture = tokenFixture(name);
  const deploy = () => networkHelpers.loadFixture(fixture);

  describe(`${name} as an ERC-20`, () => {
    shouldBehaveLikeERC20(connection, fixture);

    it("ERC-20/1, /2: transfer moves the amount and fires Transfer", async () => {
      const { token, holder, alice } = await deploy();
      const transfer = token.connect(holder).transfer(alice, 3n);
      await expect(transfer).to.changeTokenBalances(ethers, token, [holder, alice], [-3n, 3n]);
      await expect(transfer).to.emit(token, "Transfer").withArgs(holder, alice, 3n);
      expect(await token.connect(holder).transfer.staticCall(alice, 3n)).to.equal(true);
    });

    it("ERC-20/3: transfer of nothing is one too", async () => {
      const { token, alice, bob } = await deploy();
      const transfer = token.connect(alice).transfer(bob, 0n);
      await expect(transfer).to.emit(token, "Transfer").withArgs(alice, bob, 0n);
    });

    it("ERC-20/4: transfer of more than the sender has throws", async () => {
      const { token, alice, bob } = await deploy();
      await expect(token.connect(alice).transfer(bob, 1n))
        .to.be.revertedWithCustomError(token, "ERC20InsufficientBalance")
        .withArgs(alice, 0n, 1n);
    });

    it("ERC-20/5: transferFrom moves the amount and fires Transfer", async () => {
      const { token, holder, alice, bob } = await deploy();
      await token.connect(holder).approve(alice, 3n);
      const transfer = token.connect(alice).transferFrom(holder, bob, 3n);
      await expect(transfer).to.changeTokenBalances(ethers, token, [holder, bob], [-3n, 3n]);
      await expect(transfer).to.emit(token, "Transfer").withArgs(holder, bob, 3n);
    });

    it("ERC-20/6: transferFrom of nothing is one too", async () => {
      const { token, holder, alice, bob } = await deploy();
      const transfer = token.connect(alice).transferFrom(holder, bob, 0n);
      await expect(transfer).to.emit(token, "Transfer").withArgs(holder, bob, 0n);
    });

    it("ERC-20/7: transferFrom throws unless the owner authorised it", async () => {
      const { token, holder, alice, bob } = await deploy();
      await expect(token.connect(alice).transferFrom(holder, bob, 1n))
        .to.be.revertedWithCustomError(token, "ERC20InsufficientAllowance")
        .withArgs(alice, 0n, 1n);
    });

    it("ERC-20/8, /9: approve sets the allowance anew, and fires Approval", async () => {
      const { token, holder, alice, bob } = await deploy();
      await token.connect(holder).approve(alice, 9n);
      const approval = token.connect(holder).approve(alice, 4n);
      await expect(approval).to.emit(token, "Approval").withArgs(holder, alice, 4n);
      await token.connect(alice).transferFrom(holder, bob, 1n);
      expect(await token.allowance(holder, alice)).to.equal(3n);
      expect(await token.allowance(holder, bob)).to.equal(0n);
    });

    it("ERC-20/10, /11: tokens come from the zero address into supply and balance", async () => {
      const { token, admin, holder, alice } = await deploy();
      const mint = token.connect(admin).mint(alice, 5n);
      await expect(mint).to.emit(token, "Transfer").withArgs(ZeroAddress, alice, 5n);
      expect(await token.totalSupply()).to.equal(TOKEN_PREMINT + 5n);
      expect(await token.balanceOf(alice)).to.equal(5n);
      const [premint] = await token.queryFilter(token.filters.Transfer(ZeroAddress, holder));
      expect(premint?.args.value).to.equal(TOKEN_PREMINT);
    });
  });
}
