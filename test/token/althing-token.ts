import { expect } from "chai";
import { id, parseEther, ZeroAddress, ZeroHash } from "ethers";
import { network } from "hardhat";
import { deployToken, TOKEN_CAP, TOKEN_PREMINT, tokenSettings } from "../fixtures/token.ts";

const connection = await network.create();
const { ethers, networkHelpers } = connection;
const deploy = () => networkHelpers.loadFixture(deployToken);
const MINTER_ROLE = id("MINTER_ROLE");

describe("AlthingToken", () => {
  describe("constructor", () => {
    it("gives the premint to its holder and every role to the admin alone", async () => {
      const { token, deployer, admin, holder } = await deploy();
      expect(await token.totalSupply()).to.equal(TOKEN_PREMINT);
      expect(await token.balanceOf(holder)).to.equal(TOKEN_PREMINT);
      expect(await token.MINTER_ROLE()).to.equal(MINTER_ROLE);
      const granted = await token.queryFilter(token.filters.RoleGranted());
      expect(granted.map(({ args }) => [args.role, args.account])).to.deep.equal([
        [ZeroHash, admin.address],
        [MINTER_ROLE, admin.address],
      ]);
      expect(await token.hasRole(ZeroHash, deployer)).to.equal(false);
    });

    it("premints nothing, or to many", async () => {
      const { admin, alice, bob } = await deploy();
      const token = await ethers.deployContract("AlthingToken", [tokenSettings(admin, [])]);
      expect(await token.totalSupply()).to.equal(0n);
      const shares = [
        { to: alice, amount: 3n },
        { to: bob, amount: 4n },
      ];
      const shared = await ethers.deployContract("AlthingToken", [tokenSettings(admin, shares)]);
      expect([await shared.balanceOf(alice), await shared.balanceOf(bob)]).to.deep.equal([3n, 4n]);
    });

    it("refuses to be without an admin", async () => {
      const { token } = await deploy();
      const settings = tokenSettings(ZeroAddress, []);
      await expect(ethers.deployContract("AlthingToken", [settings])).to.be.revertedWithCustomError(
        token,
        "GovernanceTokenAdminZero",
      );
    });

    it("refuses a cap that votes could not count, and one of zero", async () => {
      const { token, admin } = await deploy();
      const deployCapped = (cap: bigint) =>
        ethers.deployContract("AlthingToken", [{ ...tokenSettings(admin, []), cap }]);
      const maximum = 2n ** 208n - 1n;
      await expect(deployCapped(maximum + 1n))
        .to.be.revertedWithCustomError(token, "GovernanceTokenCapTooLarge")
        .withArgs(maximum + 1n, maximum);
      await expect(deployCapped(0n)).to.be.revertedWithCustomError(token, "ERC20InvalidCap").withArgs(0n);
      expect(await (await deployCapped(maximum)).cap()).to.equal(maximum);
    });

    it("refuses a premint above the cap", async () => {
      const { token, admin } = await deploy();
      const settings = { ...tokenSettings(admin, [{ to: admin, amount: 6n }]), cap: 5n };
      await expect(ethers.deployContract("AlthingToken", [settings]))
        .to.be.revertedWithCustomError(token, "ERC20ExceededCap")
        .withArgs(6n, 5n);
    });
  });

  describe("mint", () => {
    it("creates tokens up to the cap", async () => {
      const { token, admin, alice } = await deploy();
      const left = TOKEN_CAP - TOKEN_PREMINT;
      await expect(token.connect(admin).mint(alice, left))
        .to.emit(token, "Transfer")
        .withArgs(ZeroAddress, alice, left);
      expect(await token.totalSupply()).to.equal(TOKEN_CAP);
      await expect(token.connect(admin).mint(alice, 1n))
        .to.be.revertedWithCustomError(token, "ERC20ExceededCap")
        .withArgs(TOKEN_CAP + 1n, TOKEN_CAP);
    });

    it("is for minters only, whom the admin names", async () => {
      const { token, admin, alice } = await deploy();
      await expect(token.connect(alice).mint(alice, 1n))
        .to.be.revertedWithCustomError(token, "AccessControlUnauthorizedAccount")
        .withArgs(alice, MINTER_ROLE);
      await token.connect(admin).grantRole(MINTER_ROLE, alice);
      await token.connect(alice).mint(alice, 1n);
      await token.connect(admin).revokeRole(MINTER_ROLE, alice);
      await expect(token.connect(alice).mint(alice, 1n)).to.be.revertedWithCustomError(
        token,
        "AccessControlUnauthorizedAccount",
      );
    });
  });

  describe("burn", () => {
    it("destroys the caller's tokens, which makes room under the cap", async () => {
      const { token, admin, holder } = await deploy();
      await token.connect(admin).mint(holder, TOKEN_CAP - TOKEN_PREMINT);
      await expect(token.connect(holder).burn(parseEther("1")))
        .to.emit(token, "Transfer")
        .withArgs(holder, ZeroAddress, parseEther("1"));
      expect(await token.totalSupply()).to.equal(TOKEN_CAP - parseEther("1"));
      await token.connect(admin).mint(holder, parseEther("1"));
    });

    it("destroys another's tokens within the allowance", async () => {
      const { token, holder, alice } = await deploy();
      await token.connect(holder).approve(alice, 5n);
      await token.connect(alice).burnFrom(holder, 2n);
      expect(await token.allowance(holder, alice)).to.equal(3n);
      await expect(token.connect(alice).burnFrom(holder, 4n))
        .to.be.revertedWithCustomError(token, "ERC20InsufficientAllowance")
        .withArgs(alice, 3n, 4n);
    });
  });

  it("mints what the cap leaves", async () => {
    const { token, holder } = await deploy();
    expect(await token.mintable()).to.equal(TOKEN_CAP - TOKEN_PREMINT);
    await token.connect(holder).burn(5n);
    expect(await token.mintable()).to.equal(TOKEN_CAP - TOKEN_PREMINT + 5n);
  });
});
