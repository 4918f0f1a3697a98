// ERC-7802, what it requires of a token:
//  1  crosschainMint creates tokens for an account, and fires Transfer and CrosschainMint with the bridge
//  2  crosschainBurn destroys an account's tokens, and fires Transfer and CrosschainBurn with the bridge
//  3  both are for authorised bridges alone
//  4  supportsInterface says so (0x33331994)
import { expect } from "chai";
import { id, ZeroAddress } from "ethers";
import { network } from "hardhat";
import type { Connection } from "../fixtures/connection.ts";
import { TOKEN_CAP, TOKEN_PREMINT, tokenFixture } from "../fixtures/token.ts";

const { networkHelpers } = await network.create();
const BRIDGE_ROLE = id("BRIDGE_ROLE");

function bridgeFixture(name: string) {
  const fixture = tokenFixture(name);
  return async function deployBridge(connection: Connection) {
    const { carol: bridge, ...deployed } = await fixture(connection);
    await deployed.token.connect(deployed.admin).grantRole(BRIDGE_ROLE, bridge);
    return { ...deployed, bridge };
  };
}

for (const name of ["BridgeableToken", "EveryModuleToken"]) {
  const fixture = bridgeFixture(name);
  const deploy = () => networkHelpers.loadFixture(fixture);

  describe(`${name} across chains (ERC-7802)`, () => {
    it("ERC-7802/1: is created by a bridge", async () => {
      const { token, bridge, alice } = await deploy();
      const mint = token.connect(bridge).crosschainMint(alice, 5n);
      await expect(mint).to.emit(token, "Transfer").withArgs(ZeroAddress, alice, 5n);
      await expect(mint).to.emit(token, "CrosschainMint").withArgs(alice, 5n, bridge);
      expect(await token.totalSupply()).to.equal(TOKEN_PREMINT + 5n);
    });

    it("ERC-7802/2: is destroyed by a bridge, without an allowance", async () => {
      const { token, bridge, holder } = await deploy();
      const burn = token.connect(bridge).crosschainBurn(holder, 5n);
      await expect(burn).to.emit(token, "Transfer").withArgs(holder, ZeroAddress, 5n);
      await expect(burn).to.emit(token, "CrosschainBurn").withArgs(holder, 5n, bridge);
      expect(await token.totalSupply()).to.equal(TOKEN_PREMINT - 5n);
    });

    it("ERC-7802/3: is for bridges alone, and the admin is none", async () => {
      const { token, admin, alice, holder } = await deploy();
      expect(await token.BRIDGE_ROLE()).to.equal(BRIDGE_ROLE);
      for (const account of [admin, alice]) {
        await expect(token.connect(account).crosschainMint(alice, 5n))
          .to.be.revertedWithCustomError(token, "AccessControlUnauthorizedAccount")
          .withArgs(account, BRIDGE_ROLE);
        await expect(token.connect(account).crosschainBurn(holder, 5n))
          .to.be.revertedWithCustomError(token, "AccessControlUnauthorizedAccount")
          .withArgs(account, BRIDGE_ROLE);
      }
    });

    it("ERC-7802/4: says so", async () => {
      const { token } = await deploy();
      expect(await token.supportsInterface("0x33331994")).to.equal(true);
    });

    it("keeps to the cap", async () => {
      const { token, bridge, alice } = await deploy();
      await expect(token.connect(bridge).crosschainMint(alice, TOKEN_CAP))
        .to.be.revertedWithCustomError(token, "ERC20ExceededCap")
        .withArgs(TOKEN_CAP + TOKEN_PREMINT, TOKEN_CAP);
    });
  });
}
