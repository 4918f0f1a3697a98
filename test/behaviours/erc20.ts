import type { HardhatEthersSigner } from "@nomicfoundation/hardhat-ethers/types";
import { expect } from "chai";
import { MaxUint256, ZeroAddress } from "ethers";
import type { GovernanceToken, PlainERC20 } from "../../types/index.js";
import type { Connection } from "../fixtures/connection.ts";

/** A token whose whole supply `holder` has; `alice` and `bob` have nothing. */
export interface ERC20Target {
  token: GovernanceToken | PlainERC20;
  holder: HardhatEthersSigner;
  alice: HardhatEthersSigner;
  bob: HardhatEthersSigner;
}

/** What every ERC-20 owes its users, with ERC-6093's errors. */
export function shouldBehaveLikeERC20(
  connection: Connection,
  fixture: (connection: Connection) => Promise<ERC20Target>,
) {
  const { ethers, networkHelpers } = connection;
  const deploy = async () => {
    const target = await networkHelpers.loadFixture(fixture);
    return { ...target, supply: await target.token.totalSupply() };
  };

  describe("transfer", () => {
    it("moves tokens and says so", async () => {
      const { token, holder, alice, supply } = await deploy();
      const transfer = token.connect(holder).transfer(alice, 3n);
      await expect(transfer).to.emit(token, "Transfer").withArgs(holder, alice, 3n);
      await expect(transfer).to.changeTokenBalances(ethers, token, [holder, alice], [-3n, 3n]);
      expect(await token.totalSupply()).to.equal(supply);
    });

    it("moves everything, nothing, and to oneself", async () => {
      const { token, holder, alice, supply } = await deploy();
      await token.connect(holder).transfer(holder, supply);
      expect(await token.balanceOf(holder)).to.equal(supply);
      await token.connect(holder).transfer(alice, supply);
      await expect(token.connect(holder).transfer(alice, 0n))
        .to.emit(token, "Transfer")
        .withArgs(holder, alice, 0n);
      expect(await token.balanceOf(alice)).to.equal(supply);
    });

    it("refuses more than the sender has", async () => {
      const { token, holder, alice, supply } = await deploy();
      await expect(token.connect(holder).transfer(alice, supply + 1n))
        .to.be.revertedWithCustomError(token, "ERC20InsufficientBalance")
        .withArgs(holder, supply, supply + 1n);
    });

    it("refuses the zero address", async () => {
      const { token, holder } = await deploy();
      await expect(token.connect(holder).transfer(ZeroAddress, 1n))
        .to.be.revertedWithCustomError(token, "ERC20InvalidReceiver")
        .withArgs(ZeroAddress);
    });
  });

  describe("approve", () => {
    it("sets the allowance anew each time and says so", async () => {
      const { token, holder, alice } = await deploy();
      await token.connect(holder).approve(alice, 5n);
      await expect(token.connect(holder).approve(alice, 2n))
        .to.emit(token, "Approval")
        .withArgs(holder, alice, 2n);
      expect(await token.allowance(holder, alice)).to.equal(2n);
      expect(await token.allowance(alice, holder)).to.equal(0n);
    });

    it("refuses the zero address", async () => {
      const { token, holder } = await deploy();
      await expect(token.connect(holder).approve(ZeroAddress, 1n))
        .to.be.revertedWithCustomError(token, "ERC20InvalidSpender")
        .withArgs(ZeroAddress);
    });
  });

  describe("transferFrom", () => {
    it("spends the allowance", async () => {
      const { token, holder, alice, bob } = await deploy();
      await token.connect(holder).approve(alice, 5n);
      const transfer = token.connect(alice).transferFrom(holder, bob, 3n);
      await expect(transfer).to.emit(token, "Transfer").withArgs(holder, bob, 3n);
      await expect(transfer).to.changeTokenBalances(ethers, token, [holder, alice, bob], [-3n, 0n, 3n]);
      expect(await token.allowance(holder, alice)).to.equal(2n);
    });

    it("leaves an unlimited allowance as it is", async () => {
      const { token, holder, alice, bob } = await deploy();
      await token.connect(holder).approve(alice, MaxUint256);
      await token.connect(alice).transferFrom(holder, bob, 3n);
      expect(await token.allowance(holder, alice)).to.equal(MaxUint256);
    });

    it("refuses more than the allowance", async () => {
      const { token, holder, alice, bob } = await deploy();
      await token.connect(holder).approve(alice, 5n);
      await expect(token.connect(alice).transferFrom(holder, bob, 6n))
        .to.be.revertedWithCustomError(token, "ERC20InsufficientAllowance")
        .withArgs(alice, 5n, 6n);
    });

    it("refuses more than the owner has, whatever the allowance", async () => {
      const { token, alice, bob } = await deploy();
      await token.connect(alice).approve(bob, MaxUint256);
      await expect(token.connect(bob).transferFrom(alice, bob, 1n))
        .to.be.revertedWithCustomError(token, "ERC20InsufficientBalance")
        .withArgs(alice, 0n, 1n);
    });
  });
}
