import { Outcome } from "../../../protocol/outcome.ts";
import { limits } from "../../../runtime/limits.ts";
import { guest, host, i32, i64, store } from "../../../test/runtime/helpers/guest.ts";
import { f64 as F64, i32 as I32 } from "../../../tools/wasm/module-builder.ts";
import { build, index, loop, repeat } from "./module-parts.ts";

const ITSELF = [0x10, Object.keys(host).length];
const NOTHING = { params: [], results: [] };

/** Multiplies the f64 on the stack. */
const ONE_AND_A_HALF_TIMES_A_HALF = [
  ...[0x44, 0, 0, 0, 0, 0, 0, 0xf8, 0x3f, 0xa2],
  ...[0x44, 0, 0, 0, 0, 0, 0, 0xe0, 0x3f, 0xa2],
];

const call = (code: readonly number[], memory = 1) => guest({ call: code, memory });

/** Modules that load, and how a call of each must end. */
export const attacks: Readonly<Record<string, readonly [bytes: () => Uint8Array, outcome: Outcome]>> = {
  "a loop without end": [() => call(loop([])), Outcome.OutOfFuel],
  "a loop of 8,000 locals and constants that weigh nothing": [
    () => call(loop(repeat(8000, () => [0x20, 0, 0x1a, 0x41, 1, 0x21, 0]))),
    Outcome.OutOfFuel,
  ],
  "a loop of 9,000 empty blocks": [
    () => call(loop(repeat(9000, () => [0x02, 0x40, 0x0b]))),
    Outcome.OutOfFuel,
  ],
  "a loop of blocks that pass on 100 values each": [
    () =>
      build((module) => {
        const wide = module.type({ params: [], results: repeat(100, () => [I32]) });
        const values = repeat(100, () => [0x41, 0]);
        const block = [0x02, ...index(wide), ...values, 0x0c, 0, 0x0b, ...repeat(100, () => [0x1a])];
        return loop(repeat(150, () => block));
      }),
    Outcome.OutOfFuel,
  ],
  "recursion without end": [() => call(ITSELF), Outcome.Trap],
  "recursion through the table": [
    () => guest({ call: [0x41, 0, 0x11, Object.keys(host).length, 0], table: 1 }),
    Outcome.Trap,
  ],
  "recursion with 4,000 locals a frame": [
    () =>
      build(
        (_, self) => [0x10, ...index(self)],
        repeat(4000, () => [0x7e]),
      ),
    Outcome.Trap,
  ],
  "recursion with 10,000 operands a frame": [
    () => call([...repeat(10_000, () => [0x41, 1]), ...ITSELF, ...repeat(10_000, () => [0x1a])]),
    Outcome.Trap,
  ],
  "recursion with 128 parameters and results": [
    () =>
      build((module) => {
        const wide = repeat(limits.typeValues, () => [I32]);
        const values = wide.flatMap((_, local) => [0x20, ...index(local)]);
        const self = module.nextFunction;
        const code = Uint8Array.from([...values, 0x10, ...index(self)]);
        module.addFunction({ params: wide, results: wide }, [], code);
        return [...wide.flatMap(() => [0x41, 1]), 0x10, ...index(self), ...wide.map(() => 0x1a)];
      }),
    Outcome.Trap,
  ],
  "memory that grows by a page for ever": [() => call(loop([...i32(1), 0x40, 0, 0x1a])), Outcome.OutOfFuel],
  "memory grown by all that an address can name": [
    () => call([...i32(0), ...i32(-1), 0x40, 0, ...store.i32, ...i32(0), ...i32(4), ...host.set_result]),
    Outcome.Success,
  ],
  "memory that begins at its limit": [() => call([], limits.memoryPages), Outcome.OutOfFuel],
  "a fill of four gigabytes": [
    () => call([...i32(0), ...i32(0), ...i32(-1), 0xfc, 11, 0]),
    Outcome.OutOfFuel,
  ],
  "a copy of four gigabytes": [
    () => call([...i32(0), ...i32(1), ...i32(-1), 0xfc, 10, 0, 0]),
    Outcome.OutOfFuel,
  ],
  "a table copied onto itself for ever": [
    () => guest({ call: loop([...i32(0), ...i32(0), ...i32(100), 0xfc, 14, 0, 0]), table: 100 }),
    Outcome.OutOfFuel,
  ],
  "segments dropped for ever": [
    () => guest({ call: loop([0xfc, 9, 0, 0xfc, 13, 0]), table: 1, data: [1] }),
    Outcome.OutOfFuel,
  ],
  "a log for ever": [() => call(loop([...i32(0), ...i32(1000), ...host.log])), Outcome.OutOfFuel],
  "a log of nothing for ever": [() => call(loop([...i32(0), ...i32(0), ...host.log])), Outcome.OutOfFuel],
  "a log of all that an address can name": [
    () => call([...i32(1), ...i32(-1), ...host.log]),
    Outcome.OutOfFuel,
  ],
  "randomness for ever": [() => call(loop([...host.random, 0x1a])), Outcome.OutOfFuel],
  "results for ever": [() => call(loop([...i32(0), ...i32(1024), ...host.set_result])), Outcome.OutOfFuel],
  "calldata of all that an address can name": [
    () => call([...i32(0), ...i32(0), ...i32(-1), ...host.calldata_copy]),
    Outcome.OutOfFuel,
  ],
  "calldata from past its end": [
    () => call([...i32(0), ...i32(-1), ...i32(1), ...host.calldata_copy]),
    Outcome.Trap,
  ],
  "a context written past its memory": [() => call([...i32(-1), ...host.context_copy]), Outcome.Trap],
  "a result from outside of its memory": [
    () => call([...i32(-1), ...i32(1000), ...host.set_result]),
    Outcome.Trap,
  ],
  "a revert from outside of its memory": [
    () => call([...i32(65_536), ...i32(1), ...host.revert]),
    Outcome.Trap,
  ],
  "multiplication of floats too small to be normal": [
    () => {
      const products = repeat(200, () => ONE_AND_A_HALF_TIMES_A_HALF);
      const least = [0x44, 1, 0, 0, 0, 0, 0, 0, 0, 0x21, 0];
      return build(() => [...least, ...loop([0x20, 0, ...products, 0x21, 0])], [F64]);
    },
    Outcome.OutOfFuel,
  ],
  "as many loops and locals as a function may have": [
    () =>
      build(
        () => repeat(limits.functionLoops, (at) => [0x03, 0x40, 0x20, ...index(at), 0x0d, 0, 0x0b]),
        repeat(4000, () => [I32]),
      ),
    Outcome.Success,
  ],
  "the least number divided by -1": [
    () => call([...i64(-(2n ** 63n)), ...i64(-1), 0x7f, 0x1a]),
    Outcome.Trap,
  ],
  "a NaN made an integer": [() => call([0x43, 0, 0, 0xc0, 0x7f, 0xa8, 0x1a]), Outcome.Trap],
  "code that is as large as an artefact may be": [
    () =>
      build((module) => {
        const code = Uint8Array.from(repeat(60, () => [0x41, 1, 0x41, 2, 0x6a, 0x1a]));
        for (let count = 0; count < 2_700; count++) module.addFunction(NOTHING, [], code);
        return [];
      }),
    Outcome.Success,
  ],
  "40,000 blocks in each other, in two functions": [
    () =>
      build((module) => {
        const nested = [...repeat(20_000, () => [0x02, 0x40]), ...repeat(20_000, () => [0x0b])];
        const inner = module.addFunction(NOTHING, [], Uint8Array.from(nested));
        return [...nested, 0x10, ...index(inner)];
      }),
    Outcome.Success,
  ],
  "an import that is exported again": [
    () =>
      build((module, self) => {
        module.exportFunction("again", 0);
        return [0x10, ...index(self)];
      }),
    Outcome.Trap,
  ],
};
