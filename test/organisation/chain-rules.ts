import { expect } from "chai";
import { readOrganisation } from "../../organisation/read.ts";
import {
  requireAirdropAhead,
  requireFitForChain,
  requireSalesAhead,
} from "../../organisation/rules/chain.ts";
import { findAlthingError } from "../../protocol/errors.ts";
import { LOCAL_CHAIN_ID } from "../../protocol/local-chain.ts";
import { errorOf } from "../helpers/error-of.ts";
import { BOB, withDao, withFunctions, withPhases, withToken } from "./support/changed.ts";
import { ALICE, collection, organisation, publicPhase } from "./types/parts.ts";

const SEPOLIA = 11_155_111n;

describe("an organisation on a public network", () => {
  const codes = new Map([
    [BOB, "0x6001"],
    [`0x${"33".repeat(20)}`, `0xef0100${"11".repeat(20)}`],
  ]);
  const view = (chainId: bigint) => ({
    chainId,
    codeAt: async (account: string) => codes.get(account) ?? "0x",
  });
  const faultOn = async (chainId: bigint, config: unknown) => {
    try {
      await requireFitForChain(readOrganisation(config, "."), view(chainId));
      return undefined;
    } catch (error) {
      return findAlthingError(error);
    }
  };

  it("has a timelock with a delay, unless it says that it shall have none", async () => {
    const config = withDao({ timelockDelay: "0 seconds" });
    expect((await faultOn(SEPOLIA, config))?.code).to.equal("ALT_CONFIG_ZERO_DELAY");
    expect(await faultOn(LOCAL_CHAIN_ID, config)).to.equal(undefined);
    const told = withDao({ timelockDelay: "0 seconds", allowZeroDelay: true });
    expect(await faultOn(SEPOLIA, told)).to.equal(undefined);
  });

  for (const [setting, configOf] of [
    ["dao.guardian", (guardian: string) => withDao({ guardian })],
    ["functions.guardian", (guardian: string) => withFunctions({ guardian })],
  ] as const) {
    it(`has no externally owned account as ${setting}, nor one with lent code`, async () => {
      for (const account of [ALICE, `0x${"33".repeat(20)}`]) {
        const fault = await faultOn(SEPOLIA, configOf(account));
        expect(fault?.code).to.equal("ALT_CONFIG_EXTERNALLY_OWNED");
        expect(fault?.figures).to.deep.include({ setting, account });
      }
      expect(await faultOn(SEPOLIA, configOf(BOB))).to.equal(undefined);
      expect(await faultOn(LOCAL_CHAIN_ID, configOf(ALICE))).to.equal(undefined);
    });
  }
});

describe("an airdrop", () => {
  it("does not end before it begins, by the chain's clock", () => {
    const airdrop = { entries: [{ account: ALICE, amount: "1" }], expires: "2028-01-01" };
    const found = readOrganisation(withToken({ airdrop }), ".");
    const end = BigInt(Date.UTC(2028, 0, 1) / 1_000);
    requireAirdropAhead(found, end - 1n);
    const fault = errorOf(() => requireAirdropAhead(found, end));
    expect([fault?.code, fault?.figures]).to.deep.equal([
      "ALT_CONFIG_AIRDROP_PAST",
      { expires: "2028-01-01 00:00:00 UTC", now: "2028-01-01 00:00:00 UTC" },
    ]);
    requireAirdropAhead(readOrganisation(organisation, "."), end);
  });
});

describe("a sale", () => {
  it("has a phase to come, by the chain's clock", () => {
    const [early, late] = ["2027-03-01", "2027-04-01"].map((day) => BigInt(Date.parse(day) / 1_000));
    const phases = [{ ...publicPhase, name: "later", start: "2027-03-01", end: "2027-04-01" }, publicPhase];
    const { collections } = readOrganisation(withPhases(...phases), ".");
    requireSalesAhead(collections, early ?? 0n);
    const fault = errorOf(() => requireSalesAhead(collections, late ?? 0n));
    expect([fault?.code, fault?.figures]).to.deep.equal([
      "ALT_CONFIG_SALE_PAST",
      { contract: collection.contract, end: "2027-04-01 00:00:00 UTC", now: "2027-04-01 00:00:00 UTC" },
    ]);
    const endless = readOrganisation(withPhases(publicPhase), ".");
    for (const { collections: open } of [endless, readOrganisation(organisation, ".")])
      requireSalesAhead(open, 2n ** 40n);
  });
});
