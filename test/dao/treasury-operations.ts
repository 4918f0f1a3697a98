import { expect } from "chai";
import { parseEther } from "ethers";
import { network } from "hardhat";
import { deployDao } from "../fixtures/dao.ts";
import { type Action, Proposal } from "../helpers/governance.ts";

const connection = await network.create();
const { ethers, networkHelpers } = connection;

/** A treasury that was sent ether, an ERC-20 and three ERC-721, and a way to have it do something. */
async function deployFunded() {
  const dao = await networkHelpers.loadFixture(deployDao);
  const { treasury, governor, alice } = dao;
  const coin = await ethers.deployContract("PlainERC20", [alice, 1000n]);
  const nft = await ethers.deployContract("PlainERC721", [alice, 3]);
  await alice.sendTransaction({ to: treasury, value: parseEther("3") });
  await coin.connect(alice).transfer(treasury, 1000n);
  await nft.connect(alice).transferFrom(alice, treasury, 1);
  await nft.connect(alice)["safeTransferFrom(address,address,uint256)"](alice, treasury, 2);
  const decide = (...actions: Action[]) => new Proposal(connection, governor, actions).pass(alice);
  return { ...dao, coin, nft, decide };
}

describe("The treasury's operations", () => {
  it("hold what it is sent, safely or not", async () => {
    const { treasury, coin, nft } = await deployFunded();
    expect(await ethers.provider.getBalance(treasury)).to.equal(parseEther("3"));
    expect(await coin.balanceOf(treasury)).to.equal(1000n);
    expect(await nft.balanceOf(treasury)).to.equal(2n);
  });

  it("send ether, an ERC-20 and an ERC-721 in one proposal", async () => {
    const { treasury, coin, nft, bob, decide } = await deployFunded();
    const [coins, nfts] = [await coin.getAddress(), await nft.getAddress()];
    const send = nft.interface.encodeFunctionData("safeTransferFrom(address,address,uint256)", [
      await treasury.getAddress(),
      bob.address,
      2n,
    ]);
    const decided = decide(
      { target: bob.address, value: parseEther("1"), data: "0x" },
      { target: coins, data: coin.interface.encodeFunctionData("transfer", [bob.address, 400n]) },
      { target: nfts, data: send },
    );
    await expect(decided).to.changeEtherBalances(
      ethers,
      [treasury, bob],
      [-parseEther("1"), parseEther("1")],
    );
    expect(await coin.balanceOf(bob)).to.equal(400n);
    expect(await coin.balanceOf(treasury)).to.equal(600n);
    expect(await nft.ownerOf(2n)).to.equal(bob);
    expect(await nft.ownerOf(1n)).to.equal(treasury);
  });

  it("let others take what a proposal approved, and no more", async () => {
    const { treasury, coin, nft, bob, decide } = await deployFunded();
    const [coins, nfts] = [await coin.getAddress(), await nft.getAddress()];
    await decide(
      { target: coins, data: coin.interface.encodeFunctionData("approve", [bob.address, 250n]) },
      { target: nfts, data: nft.interface.encodeFunctionData("approve", [bob.address, 1n]) },
    );
    await coin.connect(bob).transferFrom(treasury, bob, 250n);
    await nft.connect(bob).transferFrom(treasury, bob, 1n);
    expect(await coin.balanceOf(bob)).to.equal(250n);
    await expect(coin.connect(bob).transferFrom(treasury, bob, 1n)).to.be.revertedWithCustomError(
      coin,
      "ERC20InsufficientAllowance",
    );
    await expect(nft.connect(bob).transferFrom(treasury, bob, 2n)).to.be.revertedWithCustomError(
      nft,
      "ERC721InsufficientApproval",
    );
  });

  it("undo all of a proposal where one action fails", async () => {
    const { treasury, coin, bob, decide } = await deployFunded();
    const target = await coin.getAddress();
    const decided = decide(
      { target: bob.address, value: parseEther("1"), data: "0x" },
      { target, data: coin.interface.encodeFunctionData("transfer", [bob.address, 1001n]) },
    );
    await expect(decided)
      .to.be.revertedWithCustomError(coin, "ERC20InsufficientBalance")
      .withArgs(treasury, 1000n, 1001n);
    expect(await ethers.provider.getBalance(treasury)).to.equal(parseEther("3"));
  });

  it("pass through nobody but the governor: it holds and sends nothing itself", async () => {
    const { governor, alice } = await deployFunded();
    await expect(alice.sendTransaction({ to: governor, value: 1n })).to.be.revertedWithCustomError(
      governor,
      "GovernorDisabledDeposit",
    );
  });
});
