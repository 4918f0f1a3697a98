import { expect } from "chai";
import { Interface } from "ethers";
import { prelude } from "../../runtime/prelude.ts";
import { meteredEngine } from "../../runtime/quickjs/engine.ts";
import { boot, initialise } from "../../runtime/quickjs/guest.ts";
import { instantiateScript, type ScriptInstance } from "../../runtime/quickjs/instance.ts";
import { CONTEXT_BYTES } from "../../runtime/sandbox/context.ts";

const uses = {
  "Math.hypot": "Math.hypot(3, 4)",
  "String.prototype.padStart": "'x'.padStart(3)",
  "Array.prototype.flat": "[1].flat()",
  "the keys of a Map": "new Map([[1, 2]]).keys().next()",
  "a generator": "(function* () { yield 1; })().next()",
};
const abi = new Interface(["function run(uint256 use, uint256 times)"]);
const source = `const uses = [${Object.values(uses).map((use) => `() => ${use}`)}];
  const run = (use, times) => { for (let i = 0; i < Number(times); i++) uses[Number(use)](); };
  althing.define({ abi: ["function run(uint256 use, uint256 times)"], endpoints: { run } });`;
/** What two rounds of a loop may differ by anyway. A function that has yet to be made costs more than twice as much. */
const NOISE = 500n;

describe("guest SDK: built-in functions", () => {
  let instance: ScriptInstance;

  before(async () => {
    const engine = await meteredEngine();
    const initialised = initialise(engine, boot(engine, await prelude()), source);
    if (initialised.kind !== "ready") return expect.fail(initialised.kind);
    instance = instantiateScript(engine, initialised.snapshot);
  });

  function fuelOf(use: number, times: number): bigint {
    const calldata = Buffer.from(abi.encodeFunctionData("run", [use, times]).slice(2), "hex");
    const context = Buffer.alloc(CONTEXT_BYTES);
    const { fuelUsed } = instance.run({ calldata, context, fuelLimit: 10_000_000n, maxResultBytes: 0 });
    instance.reset();
    return fuelUsed;
  }

  for (const [index, name] of Object.keys(uses).entries()) {
    it(`have been made before the first call uses ${name}`, () => {
      const [none, once, twice] = [fuelOf(index, 0), fuelOf(index, 1), fuelOf(index, 2)];
      expect(once - none < twice - once + NOISE).to.equal(true);
    });
  }
});
