import { expect } from "chai";
import { fail } from "../../../protocol/errors.ts";
import { Outcome } from "../../../protocol/outcome.ts";
import { hashProgram } from "../../../protocol/typed-data.ts";
import { kindOf } from "../../../relay/domain/artefact.ts";
import { faultOfExecution, receiptOf, unserviceable } from "../../../relay/domain/execution.ts";
import {
  delayAfter,
  endpointFault,
  judgeExecutionError,
  judgePreparationError,
  reasonOf,
} from "../../../relay/domain/retry.ts";
import { faultOfProgram, faultOfRequest } from "../../../relay/domain/verify.ts";
import { DOMAIN, executionOf, headerOf, PROGRAM, requestOf, taskOf } from "../support/samples.ts";

describe("A request that an endpoint tells of", () => {
  const request = requestOf(1);

  it("is taken when everything commits to its id", () => {
    expect(faultOfRequest(DOMAIN, request)).to.equal(undefined);
  });

  const lies = {
    "another header": { header: { ...request.header, fuelLimit: 5n } },
    "another task": { task: taskOf({ timestamp: 5n }) },
    "other calldata": { calldata: "0x12345679" },
    "another block": { blockNumber: 2 },
    "another id": { id: requestOf(2).id },
  };
  for (const [name, lie] of Object.entries(lies)) {
    it(`is refused with ${name}`, () => {
      expect(faultOfRequest(DOMAIN, { ...request, ...lie })).to.be.a("string");
    });
  }

  it("is refused for another chain or router", () => {
    expect(faultOfRequest({ ...DOMAIN, chainId: 1n }, request)).to.be.a("string");
  });
});

describe("A program that an endpoint tells of", () => {
  it("is taken where its hash is the one that calls name", () => {
    expect(faultOfProgram(hashProgram(PROGRAM), PROGRAM)).to.equal(undefined);
    expect(faultOfProgram(hashProgram(PROGRAM), { ...PROGRAM, version: 2n })).to.be.a("string");
  });
});

describe("An execution", () => {
  const header = headerOf(1, { fuelLimit: 100n, maxResultBytes: 2n });
  const none = { result: "0x", fuelUsed: 100n };

  it("may end as the router accepts it", () => {
    const valid = [
      executionOf({ fuelUsed: 100n, result: "0x2a2a" }),
      executionOf({ outcome: Outcome.Revert, fuelUsed: 0n, result: "0x" }),
      executionOf({ outcome: Outcome.OutOfFuel, ...none }),
      executionOf({ outcome: Outcome.Trap, ...none }),
      unserviceable("because"),
    ];
    expect(valid.map((execution) => faultOfExecution(header, execution))).to.deep.equal(
      Array(5).fill(undefined),
    );
  });

  const broken = {
    "more fuel than the limit": executionOf({ fuelUsed: 101n }),
    "a longer result than allowed": executionOf({ result: "0x2a2a2a" }),
    "a trap with a result": executionOf({ outcome: Outcome.Trap, result: "0x2a", fuelUsed: 100n }),
    "out of fuel with fuel left": executionOf({ outcome: Outcome.OutOfFuel, result: "0x", fuelUsed: 99n }),
    "unserviceable with fuel": executionOf({ outcome: Outcome.Unserviceable, result: "0x", fuelUsed: 1n }),
  };
  for (const [name, execution] of Object.entries(broken)) {
    it(`may not end with ${name}`, () => {
      expect(faultOfExecution(header, execution)).to.be.a("string");
    });
  }

  it("puts neither logs nor memory into its receipt", () => {
    const other = executionOf({ logs: ["something else"], peakMemoryBytes: 1 });
    expect(receiptOf("0x01", executionOf())).to.deep.equal(receiptOf("0x01", other));
  });
});

describe("What the execution stage does about an error", () => {
  const verdicts = [
    [fail("ALT_RUNTIME_HOST_FAULT", { fault: "a worker died" }), "retry"],
    [fail("ALT_RELAY_ARTEFACT_UNREACHABLE", { uri: "http://x", fault: "ECONNREFUSED" }), "retry"],
    [fail("ALT_GUEST_INITIALISATION_FAILED", { fault: "it throws" }), "unserviceable"],
    [fail("ALT_RUNTIME_CALL_INVALID", { field: "fuelLimit", value: 1n, expected: "less" }), "unserviceable"],
    [fail("ALT_RUNTIME_MALFORMED_MODULE", { fault: "it does not validate", offset: 0 }), "unserviceable"],
    [fail("ALT_RELAY_FOREIGN_DOMAIN", { executionDomain: "0x01", served: "0x02" }), "decline"],
    [fail("ALT_RELAY_ARTEFACT_UNPUBLISHED", { functionId: 1n, version: 1n, block: 1 }), "retry"],
    [fail("ALT_RELAY_ARTEFACT_KIND", { claimed: "wasm", actual: "js" }), "retry"],
    [Object.assign(new Error("deferred"), { error: failed("INVALID_ARGUMENT") }), "retry"],
    [Object.assign(failed("CALL_EXCEPTION"), { data: "0x" }), "retry"],
    [Object.assign(failed("CALL_EXCEPTION"), { data: null }), "wait"],
    [failed("SERVER_ERROR"), "wait"],
    [fail("ALT_RUNTIME_CLOSED"), "wait"],
    [new Error("connect ECONNREFUSED"), "wait"],
  ] as const;
  for (const [error, verdict] of verdicts) {
    it(`is to ${verdict} for ${"code" in error ? error.code : error.name}`, () => {
      expect(judgeExecutionError(error)).to.equal(verdict);
    });
  }

  it("is never to sign where no bytes were checked yet", () => {
    expect(judgePreparationError(fail("ALT_GUEST_INITIALISATION_FAILED", { fault: "it throws" }))).to.equal(
      "wait",
    );
  });

  it("finds the toolkit's error among causes", () => {
    const error = new Error("outer", { cause: fail("ALT_RUNTIME_HOST_FAULT", { fault: "x" }) });
    expect(judgeExecutionError(error)).to.equal("retry");
  });
});

describe("An artefact's kind", () => {
  it("is what its bytes show", () => {
    const magic = [0, 0x61, 0x73, 0x6d];
    const kinds = [[...magic, 1, 0, 0, 0], magic, magic.slice(0, 3), [], [0x61, ...magic]];
    expect(kinds.map((bytes) => kindOf(Uint8Array.from(bytes)))).to.deep.equal([
      "wasm",
      "wasm",
      "js",
      "js",
      "js",
    ]);
  });
});

describe("A reason that is kept", () => {
  it("is what the endpoint said, without URLs", () => {
    const answer = { code: -32_005, message: "more than 10000 results, see https://rpc.example/secret-key" };
    const fault = endpointFault(Object.assign(failed("UNKNOWN_ERROR"), { error: answer }));
    expect(fault).to.contain("UNKNOWN_ERROR").and.to.contain("more than 10000 results");
    expect(fault).to.not.contain("secret-key");
  });

  it("never carries an endpoint's URL", () => {
    const error = Object.assign(new Error("request to https://rpc.example/secret-key failed"), {
      code: "ECONNRESET",
    });
    expect(JSON.stringify(reasonOf(error))).to.not.contain("secret-key");
    expect(reasonOf(error).code).to.equal("ECONNRESET");
  });
});

describe("Waiting between attempts", () => {
  it("doubles up to its maximum", () => {
    const backoff = { firstMs: 100, maxMs: 1_000 };
    expect([1, 2, 3, 4, 5, 90].map((failures) => delayAfter(failures, backoff))).to.deep.equal([
      100, 200, 400, 800, 1_000, 1_000,
    ]);
  });
});

/** As ethers makes them. */
function failed(code: string): Error {
  return Object.assign(new Error(code), { code, shortMessage: "failed" });
}
