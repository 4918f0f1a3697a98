// ERC-1363, what it requires of a token:
//  1  it is an ERC-20, and says by ERC-165 that it is an ERC-1363 (0xb0202a11)
//  2  transferAndCall transfers, then tells the receiver operator, owner, amount and data
//  3  transferFromAndCall spends the allowance, then tells the receiver the same
//  4  approveAndCall approves, then tells the spender owner, amount and data
//  5  the forms without data tell of empty data
//  6  each returns true
//  7  a receiver or spender that answers otherwise undoes it all
//  8  a receiver or spender without code reverts
//  9  what ERC-20 refuses, these refuse
import { expect } from "chai";
import { network } from "hardhat";
import type { Connection } from "../fixtures/connection.ts";
import { plainAndFull, tokenFixture } from "../fixtures/token.ts";

const { ethers, networkHelpers } = await network.create();

function receiversFixture(name: string) {
  const fixture = tokenFixture(name);
  return async function deployReceivers(connection: Connection) {
    const deployed = await fixture(connection);
    const receiver = await connection.ethers.deployContract("TokenReceiver", [true]);
    const refuser = await connection.ethers.deployContract("TokenReceiver", [false]);
    return { ...deployed, receiver, refuser };
  };
}

for (const name of plainAndFull) {
  const fixture = receiversFixture(name);
  const deploy = () => networkHelpers.loadFixture(fixture);

  describe(`${name}'s calls on transfer and approval (ERC-1363)`, () => {
    it("ERC-1363/1: says that it is one", async () => {
      const { token } = await deploy();
      expect(await token.supportsInterface("0xb0202a11")).to.equal(true);
    });

    it("ERC-1363/2, /6: transferAndCall tells the receiver who sent what, once it is there", async () => {
      const { token, holder, receiver } = await deploy();
      const transferAndCall = token.connect(holder)["transferAndCall(address,uint256,bytes)"];
      expect(await transferAndCall.staticCall(receiver, 3n, "0xc0de")).to.equal(true);
      const transfer = transferAndCall(receiver, 3n, "0xc0de");
      await expect(transfer).to.emit(receiver, "Received").withArgs(holder, holder, 3n, "0xc0de");
      await expect(transfer).to.changeTokenBalances(ethers, token, [holder, receiver], [-3n, 3n]);
      const logs = (await (await transfer).wait())?.logs ?? [];
      expect(logs.at(-1)?.address).to.equal(await receiver.getAddress());
    });

    it("ERC-1363/3, /5, /6: transferFromAndCall spends the allowance and names operator and owner", async () => {
      const { token, holder, alice, receiver } = await deploy();
      await token.connect(holder).approve(alice, 5n);
      const transferFromAndCall = token.connect(alice)["transferFromAndCall(address,address,uint256)"];
      expect(await transferFromAndCall.staticCall(holder, receiver, 3n)).to.equal(true);
      const transfer = transferFromAndCall(holder, receiver, 3n);
      await expect(transfer).to.emit(receiver, "Received").withArgs(alice, holder, 3n, "0x");
      expect(await token.allowance(holder, alice)).to.equal(2n);
    });

    it("ERC-1363/4, /6: approveAndCall tells the spender", async () => {
      const { token, holder, receiver } = await deploy();
      const approveAndCall = token.connect(holder)["approveAndCall(address,uint256,bytes)"];
      expect(await approveAndCall.staticCall(receiver, 3n, "0xc0de")).to.equal(true);
      const approval = approveAndCall(receiver, 3n, "0xc0de");
      await expect(approval).to.emit(receiver, "Approved").withArgs(holder, 3n, "0xc0de");
      expect(await token.allowance(holder, receiver)).to.equal(3n);
    });

    it("ERC-1363/5: without data, tells of empty data", async () => {
      const { token, holder, receiver } = await deploy();
      await expect(token.connect(holder)["transferAndCall(address,uint256)"](receiver, 3n))
        .to.emit(receiver, "Received")
        .withArgs(holder, holder, 3n, "0x");
      await expect(token.connect(holder)["approveAndCall(address,uint256)"](receiver, 3n))
        .to.emit(receiver, "Approved")
        .withArgs(holder, 3n, "0x");
    });

    it("ERC-1363/7: is undone where it is refused", async () => {
      const { token, holder, alice, refuser } = await deploy();
      await token.connect(holder).approve(alice, 5n);
      const refused = [
        () => token.connect(holder)["transferAndCall(address,uint256)"](refuser, 3n),
        () => token.connect(alice)["transferFromAndCall(address,address,uint256)"](holder, refuser, 3n),
      ];
      for (const call of refused) {
        await expect(call()).to.be.revertedWithCustomError(token, "ERC1363InvalidReceiver").withArgs(refuser);
      }
      await expect(token.connect(holder)["approveAndCall(address,uint256)"](refuser, 3n))
        .to.be.revertedWithCustomError(token, "ERC1363InvalidSpender")
        .withArgs(refuser);
      expect(await token.balanceOf(refuser)).to.equal(0n);
      expect(await token.allowance(holder, refuser)).to.equal(0n);
    });

    it("ERC-1363/8: reverts where there is no code", async () => {
      const { token, holder, alice } = await deploy();
      await expect(token.connect(holder)["transferAndCall(address,uint256)"](alice, 3n))
        .to.be.revertedWithCustomError(token, "ERC1363InvalidReceiver")
        .withArgs(alice);
      await expect(token.connect(holder)["approveAndCall(address,uint256)"](alice, 3n))
        .to.be.revertedWithCustomError(token, "ERC1363InvalidSpender")
        .withArgs(alice);
    });

    it("ERC-1363/9: refuses what ERC-20 refuses", async () => {
      const { token, holder, alice, receiver } = await deploy();
      await expect(token.connect(alice)["transferAndCall(address,uint256)"](receiver, 3n))
        .to.be.revertedWithCustomError(token, "ERC20InsufficientBalance")
        .withArgs(alice, 0n, 3n);
      await expect(token.connect(alice)["transferFromAndCall(address,address,uint256)"](holder, receiver, 3n))
        .to.be.revertedWithCustomError(token, "ERC20InsufficientAllowance")
        .withArgs(alice, 0n, 3n);
    });
  });
}
