import { expect } from "chai";
import { network } from "hardhat";
import { batch, check, rotate } from "./support/checks.ts";
import { deployFunctions, deployRouter, EXECUTION_DOMAIN, type Functions } from "./support/functions.ts";
import { operatorKeys } from "./support/operators.ts";
import { ask, packed } from "./support/requests.ts";

const connection = await network.create();
const { ethers, networkHelpers } = connection;

/** Code that reverts whatever is called: PUSH0, PUSH0, REVERT. */
const REVERTS = "0x5f5ffd";
const ROLL = { epoch: 9n, keys: `0x${"11".repeat(20)}`, members: 1n };

async function deployFour() {
  return deployFunctions(connection, 4);
}

/** The same set serves a second router. */
async function deployTwo() {
  const functions = await deployFour();
  const { operatorSet, dao, domain } = functions;
  const router = await deployRouter(functions);
  await operatorSet.connect(dao).addRouter(router);
  const second = { ...functions, router, domain: { ...domain, router: await router.getAddress() } };
  return { first: functions, second };
}

describe("the routers of an operator set", () => {
  it("hold its roll from the moment that they are added", async () => {
    const { first, second } = await networkHelpers.loadFixture(deployTwo);
    const routers = await Promise.all([first, second].map(({ router }) => router.getAddress()));
    expect(await first.operatorSet.routers()).to.deep.equal(routers);
    expect(await check(second)).to.equal(true);
    await second.router.admit(1n, 1n, EXECUTION_DOMAIN);
  });

  it("are told of a new epoch, and of a revocation, in the same transaction", async () => {
    const { first, second } = await networkHelpers.loadFixture(deployTwo);
    const keys = operatorKeys(7, "next");
    await rotate(first, keys);
    await first.operatorSet.connect(first.guardian).revoke(2n, 0n);
    for (const functions of [first, second]) {
      const next = { ...functions, keys };
      expect(await check(next, [1, 2, 3, 4, 5], batch({ epoch: 2n }))).to.equal(true);
      await expect(check(next, [0, 1, 2, 3, 4], batch({ epoch: 2n })))
        .to.be.revertedWithCustomError(functions.router, "RouterSigners")
        .withArgs(0b11111n, 0b1111110n);
      expect(await check(functions)).to.equal(true);
    }
  });

  it("do not take each other's signatures", async () => {
    const { first, second } = await networkHelpers.loadFixture(deployTwo);
    await expect(check({ ...second, domain: first.domain })).to.be.revertedWithCustomError(
      second.router,
      "RouterSignature",
    );
  });

  it("that are removed take nobody's signatures any more; their requests expire", async () => {
    const { first, second } = await networkHelpers.loadFixture(deployTwo);
    const { operatorSet, router, dao } = first;
    const request = await ask(first);
    await expect(operatorSet.connect(dao).removeRouter(router))
      .to.emit(operatorSet, "RouterRemoved")
      .withArgs(await router.getAddress());
    expect(await operatorSet.routers()).to.deep.equal([await second.router.getAddress()]);
    await expect(check(first)).to.be.revertedWithCustomError(router, "RouterSigners").withArgs(0b0111n, 0n);
    expect(await check(second)).to.equal(true);
    await networkHelpers.time.increaseTo(request.header.deadline + 1n);
    await expect(router.expire(packed([request]))).to.emit(router, "Expired");
  });

  it("that are removed take no signatures of the epoch before either", async () => {
    const functions = await networkHelpers.loadFixture(deployFour);
    const { operatorSet, router, dao } = functions;
    await rotate(functions, operatorKeys(1, "next"));
    await operatorSet.connect(dao).removeRouter(router);
    await expect(check(functions))
      .to.be.revertedWithCustomError(router, "RouterSigners")
      .withArgs(0b0111n, 0n);
  });

  it("that are added again hold the roll of now, and go on taking none of the epoch before", async () => {
    const functions = await networkHelpers.loadFixture(deployFour);
    const { operatorSet, router, dao } = functions;
    const keys = operatorKeys(1, "next");
    await rotate(functions, keys);
    await operatorSet.connect(dao).removeRouter(router);
    await operatorSet.connect(dao).addRouter(router);
    expect(await check({ ...functions, keys }, [0], batch({ epoch: 2n }))).to.equal(true);
    await expect(check(functions))
      .to.be.revertedWithCustomError(router, "RouterSigners")
      .withArgs(0b0111n, 0n);
  });

  it("can be removed when they are broken, too", async () => {
    const { operatorSet, router, dao } = await networkHelpers.loadFixture(deployFour);
    await networkHelpers.setCode(await router.getAddress(), REVERTS);
    await operatorSet.connect(dao).removeRouter(router);
    expect(await operatorSet.routers()).to.deep.equal([]);
  });

  it("are the owner's alone to add also when none is left", async () => {
    const { operatorSet, router, dao } = await networkHelpers.loadFixture(deployFour);
    const [deployer] = await ethers.getSigners();
    await operatorSet.connect(dao).removeRouter(router);
    await expect(operatorSet.connect(deployer).addRouter(router))
      .to.be.revertedWithCustomError(operatorSet, "OperatorSetNotAllowed")
      .withArgs(deployer?.address);
    expect(await operatorSet.hasServed(router)).to.equal(true);
  });

  it("are added by the owner alone once there is a first, and removed by it alone", async () => {
    const { operatorSet, router, guardian } = await networkHelpers.loadFixture(deployFour);
    const [deployer] = await ethers.getSigners();
    for (const caller of [deployer, guardian]) {
      await expect(operatorSet.connect(caller).addRouter(router))
        .to.be.revertedWithCustomError(operatorSet, "OperatorSetNotAllowed")
        .withArgs(caller?.address);
      await expect(operatorSet.connect(caller).removeRouter(router))
        .to.be.revertedWithCustomError(operatorSet, "OwnableUnauthorizedAccount")
        .withArgs(caller?.address);
    }
  });

  it("that it does not serve cannot be removed", async () => {
    const functions = await networkHelpers.loadFixture(deployFour);
    const { operatorSet, dao } = functions;
    const other = await deployRouter(functions);
    await expect(operatorSet.connect(dao).removeRouter(other))
      .to.be.revertedWithCustomError(operatorSet, "OperatorSetUnknownRouter")
      .withArgs(await other.getAddress());
  });

  it("are four at most", async () => {
    const functions = await networkHelpers.loadFixture(deployFour);
    const asDao = functions.operatorSet.connect(functions.dao);
    const other = await deployRouter(functions);
    for (let i = 0; i < 3; i++) await asDao.addRouter(other);
    await expect(asDao.addRouter(other))
      .to.be.revertedWithCustomError(functions.operatorSet, "OperatorSetRouters")
      .withArgs(4n);
  });

  it("take their roll from it alone, not from their owner", async () => {
    const functions: Functions = await networkHelpers.loadFixture(deployFour);
    const { router, dao, guardian, stranger } = functions;
    for (const caller of [dao, guardian, stranger]) {
      const asCaller = router.connect(caller);
      for (const attempt of [() => asCaller.turnRoll(ROLL, 0n), () => asCaller.setMembers(1n, 0n)]) {
        await expect(attempt())
          .to.be.revertedWithCustomError(router, "RouterNotOperatorSet")
          .withArgs(caller.address);
      }
    }
    expect(await check(functions)).to.equal(true);
  });
});
