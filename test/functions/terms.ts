import { expect } from "chai";
import { network } from "hardhat";
import { deployFunctions, EXECUTION_DOMAIN, TERMS } from "./support/functions.ts";

const connection = await network.create();
const { networkHelpers } = connection;

async function deploy() {
  return deployFunctions(connection);
}

const setters = [
  {
    name: "setFixedFee",
    args: [5n],
    event: "FixedFeeChanged",
    says: [TERMS.fixedFee, 5n],
    terms: { fixedFee: 5n },
  },
  {
    name: "setFuelPrice",
    args: [6n],
    event: "FuelPriceChanged",
    says: [TERMS.fuelPrice, 6n],
    terms: { fuelPrice: 6n },
  },
  {
    name: "setBytePrice",
    args: [7n],
    event: "BytePriceChanged",
    says: [TERMS.bytePrice, 7n],
    terms: { bytePrice: 7n },
  },
  {
    name: "setGasTerms",
    args: [8n, 9n],
    event: "GasTermsChanged",
    says: [8n, 9n],
    terms: { tipCap: 8n, minGasPriceCap: 9n },
  },
  {
    name: "setShares",
    args: [9_000n, 1_000n],
    event: "SharesChanged",
    says: [9_000n, 1_000n],
    terms: { treasuryShare: 9_000n, maxRoyaltyShare: 1_000n },
  },
  {
    name: "setDurations",
    args: [10n, 10n],
    event: "DurationsChanged",
    says: [10n, 10n],
    terms: { minDuration: 10n, maxDuration: 10n },
  },
] as const;

describe("RouterTerms", () => {
  it("begin as the deploy says", async () => {
    const { router } = await networkHelpers.loadFixture(deploy);
    expect([...(await router.terms())]).to.deep.equal(Object.values(TERMS));
    expect(await router.isDomainAllowed(EXECUTION_DOMAIN)).to.equal(true);
  });

  for (const { name, args, event, says, terms } of setters) {
    it(`are changed by the owner's ${name}, and nothing beside`, async () => {
      const { router, dao } = await networkHelpers.loadFixture(deploy);
      const set = router.connect(dao).getFunction(name);
      await expect(set(...args))
        .to.emit(router, event)
        .withArgs(...says);
      expect([...(await router.terms())]).to.deep.equal(Object.values({ ...TERMS, ...terms }));
    });

    it(`are not changed by a stranger's ${name}`, async () => {
      const { router, stranger } = await networkHelpers.loadFixture(deploy);
      const set = router.connect(stranger).getFunction(name);
      await expect(set(...args))
        .to.be.revertedWithCustomError(router, "OwnableUnauthorizedAccount")
        .withArgs(stranger.address);
    });
  }

  it("never share out more than the whole", async () => {
    const { router, dao } = await networkHelpers.loadFixture(deploy);
    await expect(router.connect(dao).setShares(9_000n, 1_001n))
      .to.be.revertedWithCustomError(router, "RouterShares")
      .withArgs(9_000n, 1_001n);
  });

  for (const [least, most] of [
    [0n, 10n],
    [11n, 10n],
  ] as const) {
    it(`never bound durations to ${least} and ${most} seconds`, async () => {
      const { router, dao } = await networkHelpers.loadFixture(deploy);
      await expect(router.connect(dao).setDurations(least, most))
        .to.be.revertedWithCustomError(router, "RouterDurations")
        .withArgs(least, most);
    });
  }
});
