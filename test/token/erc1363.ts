import { expect } from "chai";
import { network } from "hardhat";
import type { Connection } from "../fixtures/connection.ts";
import { deployToken } from "../fixtures/token.ts";

const { ethers, networkHelpers } = await network.create();

async function deployReceivers(connection: Connection) {
  const fixture = await deployToken(connection);
  const receiver = await connection.ethers.deployContract("TokenReceiver", [true]);
  const refuser = await connection.ethers.deployContract("TokenReceiver", [false]);
  return { ...fixture, receiver, refuser };
}

describe("AlthingToken's calls on transfer and approval (ERC-1363)", () => {
  const deploy = () => networkHelpers.loadFixture(deployReceivers);

  it("transferAndCall tells the receiver who sent what", async () => {
    const { token, holder, receiver } = await deploy();
    const transfer = token.connect(holder)["transferAndCall(address,uint256,bytes)"](receiver, 3n, "0xc0de");
    await expect(transfer).to.emit(receiver, "Received").withArgs(holder, holder, 3n, "0xc0de");
    await expect(transfer).to.changeTokenBalances(ethers, token, [holder, receiver], [-3n, 3n]);
  });

  it("transferFromAndCall spends the allowance and names operator and owner", async () => {
    const { token, holder, alice, receiver } = await deploy();
    await token.connect(holder).approve(alice, 5n);
    const transfer = token
      .connect(alice)
      ["transferFromAndCall(address,address,uint256)"](holder, receiver, 3n);
    await expect(transfer).to.emit(receiver, "Received").withArgs(alice, holder, 3n, "0x");
    expect(await token.allowance(holder, alice)).to.equal(2n);
  });

  it("approveAndCall tells the spender", async () => {
    const { token, holder, receiver } = await deploy();
    await expect(token.connect(holder)["approveAndCall(address,uint256,bytes)"](receiver, 3n, "0xc0de"))
      .to.emit(receiver, "Approved")
      .withArgs(holder, 3n, "0xc0de");
    expect(await token.allowance(holder, receiver)).to.equal(3n);
  });

  it("undoes the transfer or approval that is refused", async () => {
    const { token, holder, refuser } = await deploy();
    await expect(token.connect(holder)["transferAndCall(address,uint256)"](refuser, 3n))
      .to.be.revertedWithCustomError(token, "ERC1363InvalidReceiver")
      .withArgs(refuser);
    await expect(token.connect(holder)["approveAndCall(address,uint256)"](refuser, 3n))
      .to.be.revertedWithCustomError(token, "ERC1363InvalidSpender")
      .withArgs(refuser);
  });

  it("refuses receivers without code", async () => {
    const { token, holder, alice } = await deploy();
    await expect(token.connect(holder)["transferAndCall(address,uint256)"](alice, 3n))
      .to.be.revertedWithCustomError(token, "ERC1363InvalidReceiver")
      .withArgs(alice);
  });
});
