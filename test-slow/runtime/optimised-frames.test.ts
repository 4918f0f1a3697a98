import { setTimeout } from "node:timers/promises";
import { expect } from "chai";
import { Outcome } from "../../protocol/outcome.ts";
import { limits } from "../../runtime/limits.ts";
import { createRuntime, type Runtime } from "../../runtime/runtime.ts";
import { sampleContext } from "../../test/runtime/helpers/gauntlet.ts";
import { i32 as constant } from "../../test/runtime/helpers/guest.ts";
import { i32, type ModuleBuilder } from "../../tools/wasm/module-builder.ts";
import { build, index, repeat } from "./support/module-parts.ts";

const UNARY = { params: [i32], results: [i32] };
/** The parameter, and a sum. */
const [N, SUM] = [
  [0x20, 0],
  [0x20, 1],
];
const CALL = 0x10;
const KEEP = [0x21, 1];
/** Time enough for V8 to optimise what has run so often. */
const OPTIMISING_MS = 1_500;

/** Calls a function of the parameter that holds 60 values while it computes `inner`. */
function holding(module: ModuleBuilder, inner: readonly number[]): number[] {
  const loads = repeat(60, (place) => [...N, 0x28, 2, (place % 30) * 4]);
  const code = [...loads, ...inner, ...repeat(60, () => [0x73])];
  return [...N, CALL, ...index(module.addFunction(UNARY, [], Uint8Array.from(code)))];
}

/** Code that never runs here. V8 inlines more into a function that is larger. */
const idle = [
  ...N,
  ...constant(-1),
  0x46,
  0x04,
  0x40,
  ...repeat(100, () => [...SUM, ...N, 0x6e, ...KEEP]),
  0x0b,
];
/** Sums that can be had from the parameter alone, so that they need not be computed twice. */
const sums = repeat(2000, (place) => [
  ...[...SUM, ...N, ...constant(2 * place + 1001), 0x6c, ...constant(5), 0x73],
  ...[0x6a, ...KEEP],
]);

/** What a function does before it calls itself, and after that. */
const recursions: Readonly<Record<string, (module: ModuleBuilder) => readonly [number[], number[]]>> = {
  "whose callees are inlined": (module) => {
    const call = holding(module, holding(module, holding(module, constant(1))));
    // The argument is an address: 0, where it is large.
    return [[...idle, ...call.slice(0, 2), ...constant(1023), 0x71, ...call.slice(2), ...KEEP], []];
  },
  "that keep their sums for after the call": () => [sums, sums],
};

/** Runs the recursion often, and then without end. */
function recursive(parts: (typeof recursions)[string]): Uint8Array {
  return build(
    (module) => {
      const [before, after] = parts(module);
      const self = [CALL, ...index(module.nextFunction)];
      const descend = [...SUM, ...N, ...constant(1), 0x6b, ...self, 0x6c, ...KEEP];
      const stop = [...N, 0x45, 0x04, 0x40, ...constant(0), 0x0f, 0x0b];
      module.addFunction(UNARY, [i32], Uint8Array.from([...stop, ...before, ...descend, ...after, ...SUM]));
      const round = [...constant(100), ...self, 0x1a, 0x20, 0, ...constant(1), 0x6a, 0x22, 0];
      return [
        0x03,
        0x40,
        ...round,
        ...constant(2000),
        0x49,
        0x0d,
        0,
        0x0b,
        ...constant(2 ** 30),
        ...self,
        0x1a,
      ];
    },
    [i32],
  );
}

describe("runtime: recursion in frames that V8 has made large", () => {
  let runtime: Runtime;
  before(() => {
    runtime = createRuntime();
  });
  after(() => runtime.close());

  for (const [what, parts] of Object.entries(recursions)) {
    it(`ends at the domain's depth, not at V8's: functions ${what}`, async () => {
      const fn = await runtime.load({ kind: "wasm", bytes: recursive(parts) });
      const fuelLimit = limits.callFuel;
      const call = { calldata: "0x", context: sampleContext, fuelLimit, maxResultBytes: 32 };
      for (const wait of [0, OPTIMISING_MS]) {
        await setTimeout(wait);
        expect((await runtime.call(fn, call)).outcome).to.equal(Outcome.Trap);
      }
    });
  }
});
