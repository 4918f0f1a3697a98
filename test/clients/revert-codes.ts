import { expect } from "chai";
import { getAddress, Interface, id } from "ethers";
import { contractErrorOf } from "../../clients/index.ts";
import { abiOf } from "../../clients/support/contracts.ts";
import { moment } from "../../protocol/moment.ts";

const account = getAddress(`0x${"1".repeat(40)}`);
const program = id("program");

/** Errors of the router that a user can do something about, with what is made of them. */
const cases = [
  ["RouterPaused", [86_400n], "ALT_FUNCTIONS_PAUSED", { until: moment(86_400n) }],
  ["RouterProgram", [program], "ALT_FUNCTIONS_UNKNOWN_PROGRAM", { program }],
  ["RouterUnsupported", [2n, 3n, 1n], "ALT_FUNCTIONS_UNSUPPORTED", { functionId: 2n, version: 3n }],
  ["RouterNothingSettled", [], "ALT_FUNCTIONS_NOTHING_SETTLED", {}],
  [
    "RouterNotUndelivered",
    [program, id("leaf"), id("another")],
    "ALT_FUNCTIONS_NOT_UNDELIVERED",
    { requestId: program, state: "settled" },
  ],
] as const;

/** The same of mandates and vesting grants. */
const ofModules = [
  ["MandatesNotTreasury", [account], "ALT_ACCESS_DENIED", { account }],
  ["MandatesNotCanceller", [3n, account], "ALT_DAO_MANDATE_REFUSAL", { mandateId: 3n, caller: account }],
  ["MandatesStatus", [3n, 4n], "ALT_DAO_MANDATE_STATE", { mandateId: 3n, state: "paid" }],
  ["MandatesAsset", [account], "ALT_DAO_MANDATE_ASSET", { asset: account }],
  ["MandatesRecipients", [101n, 100n], "ALT_DAO_MANDATE_RECIPIENTS", { recipients: 101n, maximum: 100n }],
  ["MandatesExpiry", [60n, 120n], "ALT_DAO_MANDATE_EXPIRY", { expiry: moment(60n), earliest: moment(120n) }],
  ["VestingUnknown", [9n], "ALT_TOKEN_UNKNOWN_GRANT", { grantId: 9n }],
  ["VestingNothingDue", [9n, 0n], "ALT_TOKEN_NOTHING_VESTED", { grantId: 9n, claimed: "0" }],
  ["VestingNotTreasury", [account, account], "ALT_ACCESS_DENIED", { account }],
  ["VestingIrrevocable", [9n], "ALT_TOKEN_IRREVOCABLE", { grantId: 9n }],
] as const;

const abis = [...abiOf.router, ...abiOf.mandates, ...abiOf.vesting];
const errors = new Interface(abis.filter(({ type }) => type === "error"));

describe("errors of contracts, as users read them", () => {
  for (const [name, args, code, figures] of [...cases, ...ofModules]) {
    it(`${name} is ${code}`, () => {
      const error = contractErrorOf(errors.encodeErrorResult(name, args));
      expect([error.code, error.figures]).to.deep.equal([code, figures]);
    });
  }
});
