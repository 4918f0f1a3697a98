import { expect } from "chai";
import { Interface } from "ethers";
import { Outcome } from "../../protocol/outcome.ts";
import { createRuntime, type LoadedFunction, type Runtime } from "../../runtime/runtime.ts";
import { sampleContext } from "./helpers/gauntlet.ts";

/** Ways to make the engine itself recurse, in C: each takes another path through it. */
const descents = {
  calls: "n => { const f = d => d ? 1 + f(d - 1) : 0; return f(n); }",
  "JSON.parse": "n => JSON.parse('['.repeat(n) + ']'.repeat(n))",
  "JSON.stringify": "n => JSON.stringify({toJSON() { return JSON.stringify(this); }})",
  "array to string": "n => { let a = []; while (n--) a = [a]; return String(a); }",
  proxies: "n => { let p = {}; while (n--) p = new Proxy(p, {}); return p.x; }",
  parser: "n => eval('('.repeat(n) + '1' + ')'.repeat(n))",
  "sort callbacks": "n => { const f = () => [1, 2].sort(f); return f(); }",
  getters: "n => { const o = { get x() { return this.x; } }; return o.x; }",
  "long chain to free": "n => { let o = {}; while (n--) o = { o }; o = null; return 1; }",
};

const source = `const all = {${Object.entries(descents).map(([name, code]) => `"${name}": ${code}`)}};
  althing.define({
    abi: ["function descend(string way) view"],
    endpoints: { descend(way) { all[way](30000); } },
  });`;

describe("runtime: recursion of every kind ends inside the sandbox", () => {
  let runtime: Runtime;
  let fn: LoadedFunction;

  before(async () => {
    runtime = createRuntime({ workers: 2 });
    fn = await runtime.load({ kind: "js", bytes: new TextEncoder().encode(source) });
  });
  after(() => runtime.close());

  for (const way of Object.keys(descents)) {
    it(`${way}, alike in a cold and in a warm thread`, async () => {
      const calldata = new Interface(fn.abi).encodeFunctionData("descend", [way]);
      const call = { calldata, context: sampleContext, fuelLimit: 3_000_000_000n, maxResultBytes: 1024 };
      const [first, second] = await Promise.all([runtime.call(fn, call), runtime.call(fn, call)]);
      expect(first?.outcome).to.be.oneOf([Outcome.Success, Outcome.Revert, Outcome.Trap]);
      expect(second).to.deep.equal(first);
    });
  }
});
