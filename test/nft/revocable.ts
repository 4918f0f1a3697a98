import { expect } from "chai";
import { ZeroAddress } from "ethers";
import { network } from "hardhat";
import { interfaceIdOf } from "../../clients/support/interface-id.ts";
import { ICollectionRevocable__factory } from "../../types/index.js";
import { accountsOf } from "../fixtures/accounts.ts";
import { BASE_URI, settingsOf } from "../fixtures/collections.ts";
import type { Connection } from "../fixtures/connection.ts";

const { networkHelpers } = await network.create();

/** The company's members: `holder` has 1 and 2, `alice` 3. */
async function deployMembers(connection: Connection) {
  const accounts = await accountsOf(connection);
  const { admin, holder, alice } = accounts;
  const founders = [
    { to: holder, quantity: 2n },
    { to: alice, quantity: 1n },
  ];
  const args = [settingsOf(admin), founders, BASE_URI];
  const members = await connection.ethers.deployContract("CompanyMember", args);
  return { ...accounts, members };
}

const deploy = () => networkHelpers.loadFixture(deployMembers);

describe("CollectionRevocable", () => {
  it("lets the owner take a token back, of a batch or alone, and its vote with it", async () => {
    const { members, admin, holder } = await deploy();
    await members.connect(holder).delegate(holder);
    const revoking = members.connect(admin).revoke(2n);
    await expect(revoking).to.emit(members, "TokenRevoked").withArgs(2n, holder);
    await expect(revoking).to.emit(members, "Transfer").withArgs(holder, ZeroAddress, 2n);
    expect([await members.balanceOf(holder), await members.getVotes(holder)]).to.deep.equal([1n, 1n]);
    expect(await members.ownerOf(1n)).to.equal(holder);
    await members.connect(admin).revoke(3n);
    expect(await members.totalSupply()).to.equal(1n);
  });

  it("is for nobody else, a holder's own or approved account included", async () => {
    const { members, holder, bob } = await deploy();
    await members.connect(holder).approve(bob, 1n);
    for (const caller of [holder, bob]) {
      await expect(members.connect(caller).revoke(1n))
        .to.be.revertedWithCustomError(members, "OwnableUnauthorizedAccount")
        .withArgs(caller);
    }
  });

  it("takes no token twice, nor one that never was", async () => {
    const { members, admin } = await deploy();
    await members.connect(admin).revoke(1n);
    for (const missing of [0n, 1n, 4n]) {
      await expect(members.connect(admin).revoke(missing))
        .to.be.revertedWithCustomError(members, "ERC721NonexistentToken")
        .withArgs(missing);
    }
  });

  it("says by ERC-165 that it can", async () => {
    const { members } = await deploy();
    expect(await members.supportsInterface(interfaceIdOf(ICollectionRevocable__factory.abi))).to.equal(true);
  });
});
