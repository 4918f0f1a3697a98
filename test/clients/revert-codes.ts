import { expect } from "chai";
import { Interface, id } from "ethers";
import { contractErrorOf } from "../../clients/index.ts";
import { abiOf } from "../../clients/support/contracts.ts";
import { moment } from "../../protocol/moment.ts";

const router = new Interface(abiOf.router);
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

describe("errors of the router, as users read them", () => {
  for (const [name, args, code, figures] of cases) {
    it(`${name} is ${code}`, () => {
      const error = contractErrorOf(router.encodeErrorResult(name, args));
      expect([error.code, error.figures]).to.deep.equal([code, figures]);
    });
  }
});
