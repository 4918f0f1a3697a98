import { expect } from "chai";
import { Interface } from "ethers";
import { Outcome } from "../../protocol/outcome.ts";
import { prelude } from "../../runtime/prelude.ts";
import { meteredEngine } from "../../runtime/quickjs/engine.ts";
import { boot, initialise } from "../../runtime/quickjs/guest.ts";
import { instantiateScript, type ScriptInstance } from "../../runtime/quickjs/instance.ts";
import { CARD_BYTES, CARD_OVERLAP } from "../../runtime/rewriter/mark-writes.ts";
import { CONTEXT_BYTES, writeContext } from "../../runtime/sandbox/context.ts";
import { sampleContext } from "./helpers/gauntlet.ts";

/** What guests do that leaves most behind. None grows the memory. */
const nasty = {
  nothing: "() => {}",
  "many objects": "() => { kept = Array.from({ length: 10000 }, (_, i) => ({ i, s: 'x' + i })); }",
  "a large buffer, written to its last byte": "() => { kept = new Uint8Array(8_000_000).fill(255); }",
  "a copy within a buffer":
    "() => { kept = new Uint8Array(1_000_000).fill(1); kept.copyWithin(500_000, 0, 400_000); }",
  "buffers of odd sizes":
    "() => { kept = Array.from({ length: 999 }, (_, i) => new Uint8Array(i * 7 + 1).fill(i)); }",
  "an exception": "() => { throw new TypeError('no'); }",
  "an exception of nothing": "() => { throw undefined; }",
  "promises that never settle": "() => new Promise(() => {})",
  "pending jobs": "async () => { for (let i = 0; i < 500; i++) await null; throw 1; }",
  "polluted prototypes":
    "() => { Object.prototype.polluted = 1; Array.prototype.map = () => []; Promise.prototype.then = () => 0; }",
  "a prelude that was tampered with":
    "() => { globalThis.console = 0; Math.random = () => 4; BigInt = Number; }",
  "new code": "() => { globalThis.later = eval('(function f(n) { return n ? f(n - 1) : 0; })'); later(50); }",
  "regexes, symbols, dates and text":
    "() => { kept = ['a'.repeat(1e6).replace(/a/g, 'ä'), Symbol.for('x'), String(new Date()), new WeakMap()]; }",
  "a log": "() => { for (let i = 0; i < 50; i++) console.log('line', i, { i }); }",
  "doubles and big integers":
    "() => { kept = [2n ** 20000n, 3n ** 9999n, new Float64Array(999).fill(NaN), 1.1 ** 9]; }",
  "an endless loop": "() => { for (;;) kept = [kept]; }",
};

const grow = "() => { kept = new Uint8Array(20_000_000); }";
const source = `let kept; const all = [${Object.values(nasty)}, ${grow}];
  althing.define({ abi: ["function run(uint256)"], endpoints: { run: (n) => all[Number(n)]() } });`;
const abi = new Interface(["function run(uint256)"]);
const context = Buffer.alloc(CONTEXT_BYTES);
writeContext(context, 0, sampleContext);

function callOf(index: number, fuelLimit = 100_000_000n) {
  const calldata = Buffer.from(abi.encodeFunctionData("run", [index]).slice(2), "hex");
  return { calldata, context, fuelLimit, maxResultBytes: 1000 };
}

describe("runtime: a script's instance after its reset", () => {
  let used: ScriptInstance;
  let fresh: ScriptInstance;

  before(async () => {
    const engine = await meteredEngine();
    const initialised = initialise(engine, boot(engine, await prelude()), source);
    if (initialised.kind !== "ready") return expect.fail(initialised.kind);
    used = instantiateScript(engine, initialised.snapshot);
    fresh = instantiateScript(engine, initialised.snapshot);
  });

  const sameBytes = () => Buffer.compare(used.vm.bytes, fresh.vm.bytes) === 0;
  const globals = ({ vm }: ScriptInstance) => vm.globals.map(({ value }) => value);

  function expectReset(): void {
    expect(sameBytes()).to.equal(false);
    expect(used.reset()).to.equal(true);
    expect(sameBytes()).to.equal(true);
    expect(globals(used)).to.deep.equal(globals(fresh));
    expect(used.vm.marks.includes(1)).to.equal(false);
  }

  for (const [index, what] of Object.keys(nasty).entries()) {
    it(`holds what a fresh one does after ${what}`, () => {
      const first = used.run(callOf(index));
      expectReset();
      expect(used.run(callOf(index))).to.deep.equal(first);
      expectReset();
    });
  }

  it("holds it wherever the fuel ran out", () => {
    for (let fuelLimit = 1_000n; fuelLimit < 200_000n; fuelLimit = (fuelLimit * 3n) / 2n) {
      used.run(callOf(1, fuelLimit));
      expectReset();
    }
  });

  it("would not hold it if one mark were lost", () => {
    used.run(callOf(1));
    const marks = used.vm.marks;
    const changed = [...marks.keys()].find((card) => marks[card] === 1 && differs(card)) ?? -1;
    marks[changed] = 0;
    used.reset();
    expect(sameBytes()).to.equal(false);
    marks[changed] = 1;
    used.reset();
    expect(sameBytes()).to.equal(true);
  });

  function differs(card: number): boolean {
    const [from, to] = [card * CARD_BYTES + CARD_OVERLAP, (card + 1) * CARD_BYTES];
    return Buffer.compare(used.vm.bytes.subarray(from, to), fresh.vm.bytes.subarray(from, to)) !== 0;
  }

  it("is refused once the memory grew", () => {
    expect(used.run(callOf(Object.keys(nasty).length)).outcome).to.equal(Outcome.Success);
    expect(used.reset()).to.equal(false);
  });
});
