import { expect } from "chai";
import { network } from "hardhat";
import { deployWithFunction } from "../fixtures/functions.ts";

const connection = await network.create();
const { ethers, networkHelpers } = connection;

/** A directory of `admin` that names the router, and another contract that can be named: a router is not asked anything. */
async function deployDirectory() {
  const fixture = await deployWithFunction(connection);
  const directory = await ethers.deployContract("FunctionDirectory", [fixture.admin, fixture.router]);
  const next = await ethers.deployContract("FunctionRegistry");
  return { ...fixture, directory, next };
}
const deploy = () => networkHelpers.loadFixture(deployDirectory);

describe("FunctionDirectory", () => {
  it("names its first router when it is made", async () => {
    const { directory, router, admin } = await deploy();
    expect(await directory.current()).to.equal(router);
    expect(await directory.versionCount()).to.equal(1n);
    expect(await directory.routerOf(1n)).to.equal(router);
    expect(await directory.owner()).to.equal(admin);
    await expect(directory.deploymentTransaction()).to.emit(directory, "RouterNamed").withArgs(1n, router);
  });

  it("names another, also an earlier one again, and keeps them all", async () => {
    const { directory, router, next, admin } = await deploy();
    await expect(directory.connect(admin).setCurrent(next))
      .to.emit(directory, "RouterNamed")
      .withArgs(2n, next);
    expect(await directory.current()).to.equal(next);
    await directory.connect(admin).setCurrent(router);
    expect(await directory.versionCount()).to.equal(3n);
    const named = await Promise.all([1n, 2n, 3n].map((version) => directory.routerOf(version)));
    expect(named).to.deep.equal([router.target, next.target, router.target]);
  });

  it("obeys its owner alone", async () => {
    const { directory, next, alice } = await deploy();
    await expect(directory.connect(alice).setCurrent(next))
      .to.be.revertedWithCustomError(directory, "OwnableUnauthorizedAccount")
      .withArgs(alice);
  });

  it("names neither what has no code nor the current router again", async () => {
    const { directory, router, admin, alice } = await deploy();
    await expect(directory.connect(admin).setCurrent(alice))
      .to.be.revertedWithCustomError(directory, "FunctionDirectoryNoContract")
      .withArgs(alice);
    await expect(directory.connect(admin).setCurrent(router))
      .to.be.revertedWithCustomError(directory, "FunctionDirectoryUnchanged")
      .withArgs(router);
  });

  it("knows no version that there is not", async () => {
    const { directory } = await deploy();
    for (const version of [0n, 2n]) {
      await expect(directory.routerOf(version))
        .to.be.revertedWithCustomError(directory, "FunctionDirectoryUnknownVersion")
        .withArgs(version, 1n);
    }
  });
});

describe("A consumer that can move on", () => {
  it("begins with the router that the directory names, and stays until it follows", async () => {
    const { directory, router, next, admin } = await deploy();
    const consumer = await ethers.deployContract("MovingConsumer", [directory]);
    expect(await consumer.functionDirectory()).to.equal(directory);
    expect(await consumer.functionRouter()).to.equal(router);
    await directory.connect(admin).setCurrent(next);
    expect(await consumer.functionRouter()).to.equal(router);
    await expect(consumer.followRouter(next))
      .to.emit(consumer, "FunctionRouterChanged")
      .withArgs(router, next);
    expect(await consumer.functionRouter()).to.equal(next);
  });

  it("follows only to what it means: the directory may have changed its mind", async () => {
    const { directory, router, next } = await deploy();
    const consumer = await ethers.deployContract("MovingConsumer", [directory]);
    await expect(consumer.followRouter(next))
      .to.be.revertedWithCustomError(consumer, "FunctionConsumerOtherRouter")
      .withArgs(router, next);
  });
});
