import { expect } from "chai";
import { ZeroAddress } from "ethers";
import { network } from "hardhat";
import { type Bonds, deployBonds, place, wealthOf } from "./support/bonds.ts";
import { deployFunctions, membersOf } from "./support/functions.ts";
import { operatorKeys } from "./support/operators.ts";

const connection = await network.create();
const { networkHelpers } = connection;
const { time } = networkHelpers;

const DAY = 86_400n;
const GRACE = 3_600n;

async function inNative() {
  return deployBonds(connection, "native");
}
async function inToken() {
  return deployBonds(connection, "token");
}
async function withRouter() {
  return deployFunctions(connection);
}

async function bondOf({ operatorSet, candidate }: Bonds) {
  return [...(await operatorSet.bondOf(candidate))];
}

for (const { currency, deploy } of [
  { currency: "native currency", deploy: inNative },
  { currency: "a token", deploy: inToken },
]) {
  describe(`bonds in ${currency}`, () => {
    it("are put down by anyone for anyone, and add up", async () => {
      const bonds = await networkHelpers.loadFixture(deploy);
      const { operatorSet, candidate, giver, holder, dao } = bonds;
      await expect(place(bonds, { amount: 70n }))
        .to.emit(operatorSet, "Bonded")
        .withArgs(candidate, holder.address, giver.address, 70n);
      await place(bonds, { amount: 30n });
      await place(bonds, { amount: 5n, holder: dao });
      expect(await bondOf(bonds)).to.deep.equal([105n, 0n, false]);
      expect([...(await operatorSet.stakeOf(candidate, holder))]).to.deep.equal([100n, 0n, 0n]);
      expect([...(await operatorSet.stakeOf(candidate, dao))]).to.deep.equal([5n, 0n, 0n]);
      expect(await wealthOf(bonds, operatorSet)).to.equal(105n);
    });

    it("come back to their holder after the wait, to the last unit and not a second before", async () => {
      const bonds = await networkHelpers.loadFixture(deploy);
      const { operatorSet, candidate, holder, dao } = bonds;
      await place(bonds, { amount: 100n });
      await place(bonds, { amount: 5n, holder: dao });
      const begun = BigInt(await time.latest()) + 10n;
      const readyAt = begun + (await operatorSet.UNBONDING());
      await time.setNextBlockTimestamp(begun);
      await expect(operatorSet.connect(holder).unbond(candidate, 60n))
        .to.emit(operatorSet, "Unbonding")
        .withArgs(candidate, holder.address, 60n, readyAt);
      expect(await bondOf(bonds)).to.deep.equal([45n, 60n, false]);
      expect([...(await operatorSet.stakeOf(candidate, holder))]).to.deep.equal([40n, 60n, readyAt]);

      await time.setNextBlockTimestamp(readyAt - 1n);
      await expect(operatorSet.connect(holder).withdrawBond(candidate))
        .to.be.revertedWithCustomError(operatorSet, "BondsNotReady")
        .withArgs(readyAt);
      await time.setNextBlockTimestamp(readyAt);
      await expect(operatorSet.connect(holder).withdrawBond(candidate))
        .to.emit(operatorSet, "BondWithdrawn")
        .withArgs(candidate, holder.address, 60n);
      expect(await wealthOf(bonds, operatorSet)).to.equal(45n);
      expect(await bondOf(bonds)).to.deep.equal([45n, 0n, false]);
    });

    it("are paid to whoever holds them", async () => {
      const bonds = await networkHelpers.loadFixture(deploy);
      const { operatorSet, candidate, holder, giver } = bonds;
      await place(bonds, { amount: 100n });
      await operatorSet.connect(holder).unbond(candidate, 100n);
      await time.increase(await operatorSet.UNBONDING());
      const withdrawal = operatorSet.connect(holder).withdrawBond(candidate);
      const change = [holder, giver, operatorSet];
      if (bonds.token)
        await expect(withdrawal).to.changeTokenBalances(connection.ethers, bonds.token, change, [
          100n,
          0n,
          -100n,
        ]);
      else await expect(withdrawal).to.changeEtherBalances(connection.ethers, change, [100n, 0n, -100n]);
    });
  });
}

describe("a bond", () => {
  it("is nobody's to take out but its holder's", async () => {
    const bonds = await networkHelpers.loadFixture(inNative);
    const { operatorSet, candidate, giver, dao, sender } = bonds;
    await place(bonds, { amount: 100n });
    for (const other of [giver, dao, sender]) {
      await expect(operatorSet.connect(other).unbond(candidate, 1n))
        .to.be.revertedWithCustomError(operatorSet, "BondsStake")
        .withArgs(candidate, other.address, 0n, 1n);
    }
  });

  it("cannot be overdrawn, neither at once nor bit by bit", async () => {
    const bonds = await networkHelpers.loadFixture(inNative);
    const { operatorSet, candidate, holder } = bonds;
    await place(bonds, { amount: 100n });
    await operatorSet.connect(holder).unbond(candidate, 99n);
    await expect(operatorSet.connect(holder).unbond(candidate, 2n))
      .to.be.revertedWithCustomError(operatorSet, "BondsStake")
      .withArgs(candidate, holder.address, 1n, 2n);
    await time.increase(await operatorSet.UNBONDING());
    await operatorSet.connect(holder).withdrawBond(candidate);
    expect(await operatorSet.connect(holder).withdrawBond.staticCall(candidate)).to.equal(0n);
  });

  it("waits anew, all that leaves, when more of it is taken out", async () => {
    const bonds = await networkHelpers.loadFixture(inNative);
    const { operatorSet, candidate, holder } = bonds;
    const wait = await operatorSet.UNBONDING();
    await place(bonds, { amount: 100n });
    await operatorSet.connect(holder).unbond(candidate, 40n);
    await time.increase(wait);
    await operatorSet.connect(holder).unbond(candidate, 1n);
    const readyAt = BigInt(await time.latest()) + wait;
    await expect(operatorSet.connect(holder).withdrawBond(candidate))
      .to.be.revertedWithCustomError(operatorSet, "BondsNotReady")
      .withArgs(readyAt);
  });

  it("stays while the signer counts: in the current epoch, and in the one before until its grace ends", async () => {
    const bonds = await networkHelpers.loadFixture(inNative);
    const { operatorSet, dao, holder, sender, keys } = bonds;
    const signer = keys[0]?.address as string;
    await place(bonds, { signer, amount: 100n });
    const attempt = () => operatorSet.connect(holder).unbond(signer, 100n);
    const refused = { error: "BondsMember", with: signer };
    await expect(attempt()).to.be.revertedWithCustomError(operatorSet, refused.error).withArgs(refused.with);
    await operatorSet.connect(dao).startEpoch(membersOf(operatorKeys(1, "next"), sender));
    const graceEnds = BigInt(await time.latest()) + GRACE;
    await time.setNextBlockTimestamp(graceEnds);
    await expect(attempt()).to.be.revertedWithCustomError(operatorSet, refused.error).withArgs(refused.with);
    await time.setNextBlockTimestamp(graceEnds + 1n);
    await expect(attempt()).to.emit(operatorSet, "Unbonding");
  });

  it("can leave once the operator resigned with its sender key", async () => {
    const bonds = await networkHelpers.loadFixture(inNative);
    const { operatorSet, holder, sender, keys } = bonds;
    const signer = keys[1]?.address as string;
    await place(bonds, { signer, amount: 100n });
    await operatorSet.connect(sender).revoke(1n, 1n);
    await expect(operatorSet.connect(holder).unbond(signer, 100n)).to.emit(operatorSet, "Unbonding");
  });

  it("has a signer and a holder", async () => {
    const { operatorSet, candidate, giver } = await networkHelpers.loadFixture(inNative);
    for (const [signer, holder] of [
      [ZeroAddress, giver],
      [candidate, ZeroAddress],
    ] as const) {
      await expect(operatorSet.bond(signer, holder, 0n)).to.be.revertedWithCustomError(
        operatorSet,
        "BondsZeroAddress",
      );
    }
  });

  for (const value of [99n, 101n]) {
    it(`of 100 wei is not made with ${value}`, async () => {
      const bonds = await networkHelpers.loadFixture(inNative);
      await expect(place(bonds, { amount: 100n, value }))
        .to.be.revertedWithCustomError(bonds.operatorSet, "BondsAmount")
        .withArgs(100n, value);
    });
  }

  it("in a token takes no wei", async () => {
    const bonds = await networkHelpers.loadFixture(inToken);
    await expect(place(bonds, { amount: 100n, value: 1n }))
      .to.be.revertedWithCustomError(bonds.operatorSet, "BondsAmount")
      .withArgs(100n, 1n);
  });
});

describe("a bond's token", () => {
  it("that keeps a fee is refused, with what arrived", async () => {
    const bonds = await networkHelpers.loadFixture(inToken);
    await bonds.token?.setFee(3n);
    await expect(place(bonds, { amount: 100n }))
      .to.be.revertedWithCustomError(bonds.operatorSet, "BondsAmount")
      .withArgs(100n, 97n);
  });

  it("that says no without reverting is refused", async () => {
    const bonds = await networkHelpers.loadFixture(inToken);
    await bonds.token?.setSilent(true);
    await expect(place(bonds, { amount: 100n }))
      .to.be.revertedWithCustomError(bonds.operatorSet, "SafeERC20FailedOperation")
      .withArgs(await bonds.token?.getAddress());
  });

  const moves = [
    { when: "a stake is put down", move: (bonds: Bonds) => place(bonds, { amount: 100n }) },
    {
      when: "a stake is withdrawn",
      move: ({ operatorSet, candidate }: Bonds) => operatorSet.withdrawBond(candidate),
    },
    {
      when: "proceeds are paid",
      move: ({ operatorSet, holder }: Bonds) => operatorSet.claimProceeds(holder),
    },
  ];
  for (const { when, move } of moves) {
    it(`cannot enter again while ${when}`, async () => {
      const bonds = await networkHelpers.loadFixture(inToken);
      const { operatorSet, token, holder } = bonds;
      const again = operatorSet.interface.encodeFunctionData("claimProceeds", [holder.address]);
      await token?.setHook(operatorSet, again);
      await expect(move(bonds)).to.be.revertedWithCustomError(operatorSet, "TransientLockReentered");
    });
  }
});

describe("the least bond of a member", () => {
  it("is the owner's to set", async () => {
    const { operatorSet, dao, giver } = await networkHelpers.loadFixture(inNative);
    await expect(operatorSet.connect(giver).setMinBond(1n))
      .to.be.revertedWithCustomError(operatorSet, "OwnableUnauthorizedAccount")
      .withArgs(giver.address);
    await expect(operatorSet.connect(dao).setMinBond(100n))
      .to.emit(operatorSet, "MinBondChanged")
      .withArgs(0n, 100n);
    expect(await operatorSet.minBond()).to.equal(100n);
  });

  it("is asked of every member of a new epoch, and may be there to the unit", async () => {
    const bonds = await networkHelpers.loadFixture(inNative);
    const { operatorSet, dao, sender, candidate } = bonds;
    await operatorSet.connect(dao).setMinBond(100n);
    await place(bonds, { amount: 99n });
    const start = () => operatorSet.connect(dao).startEpoch(membersOf(operatorKeys(1, "candidate"), sender));
    await expect(start())
      .to.be.revertedWithCustomError(operatorSet, "BondsBelowMinimum")
      .withArgs(candidate, 99n, 100n);
    await place(bonds, { amount: 1n, holder: dao });
    await start();
    expect(await operatorSet.isMember(candidate)).to.equal(true);
  });

  it("does not count what is leaving", async () => {
    const bonds = await networkHelpers.loadFixture(inNative);
    const { operatorSet, dao, holder, sender, candidate } = bonds;
    await operatorSet.connect(dao).setMinBond(100n);
    await place(bonds, { amount: 100n });
    await operatorSet.connect(holder).unbond(candidate, 1n);
    await expect(operatorSet.connect(dao).startEpoch(membersOf(operatorKeys(1, "candidate"), sender)))
      .to.be.revertedWithCustomError(operatorSet, "BondsBelowMinimum")
      .withArgs(candidate, 99n, 100n);
  });

  it("leaves the epoch that counts alone", async () => {
    const { operatorSet, dao, keys } = await networkHelpers.loadFixture(inNative);
    await operatorSet.connect(dao).setMinBond(100n);
    expect(await operatorSet.isMember(keys[0]?.address as string)).to.equal(true);
  });
});

describe("the wait for a bond", () => {
  it("outlasts every deadline and grace by two weeks, in which to prove what was signed", async () => {
    const { router, operatorSet, dao } = await networkHelpers.loadFixture(withRouter);
    const longest = 14n * DAY;
    await router.connect(dao).setDurations(60n, longest);
    await expect(router.connect(dao).setDurations(60n, longest + 1n))
      .to.be.revertedWithCustomError(router, "RouterDurations")
      .withArgs(60n, longest + 1n);
    const left = (await operatorSet.UNBONDING()) - longest - (await operatorSet.GRACE());
    expect(left).to.equal(14n * DAY);
  });
});
