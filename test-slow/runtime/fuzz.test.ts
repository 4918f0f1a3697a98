import { fileURLToPath } from "node:url";
import { expect } from "chai";
import { Interface } from "ethers";
import { compileAssemblyScript } from "../../functions/assemblyscript/compile.ts";
import { AlthingError } from "../../protocol/errors.ts";
import { createRuntime, type LoadedFunction, type Runtime } from "../../runtime/runtime.ts";
import type { Artefact } from "../../runtime/types.ts";
import { gauntletBytes, sampleContext } from "../../test/runtime/helpers/gauntlet.ts";
import { generateProgram } from "../../tools/wasm/program-generator.ts";
import { Random } from "../../tools/wasm/random.ts";
import { mutatedModule, mutatedScript } from "./support/mutations.ts";

/** Mutations of each kind, and the seed of the first: `ALTHING_FUZZ_RUNS=100000 ALTHING_FUZZ_SEED=7`. */
const RUNS = Number(process.env.ALTHING_FUZZ_RUNS ?? 500);
const FIRST_SEED = BigInt(process.env.ALTHING_FUZZ_SEED ?? 1);
/** A script takes much longer than a module to load. */
const SCRIPT_RUNS = Math.ceil(RUNS / 5);
const FUEL = 2_000_000n;
const MANY = 50;

const folder = (name: string) =>
  fileURLToPath(new URL(`../../functions/${name}/assembly/index.ts`, import.meta.url));

type Fate = "refused" | "ended";

describe("runtime: mutated artefacts", () => {
  let runtime: Runtime;
  before(() => {
    runtime = createRuntime({ workers: 2 });
  });
  after(() => runtime.close());

  for (const name of ["primes", "merkle"]) {
    it(`${RUNS} mutations of the sample ${name} end in an outcome or in an error of ours`, async () => {
      const { bytes: original } = await compileAssemblyScript(folder(name));
      const { abi } = await runtime.load({ kind: "wasm", bytes: original });
      await eachSeed(RUNS, (random) => {
        const artefact = { kind: "wasm", bytes: mutatedModule(original, random) } as const;
        return fateInRuntime(artefact, random, abi);
      });
    });
  }

  it(`${SCRIPT_RUNS} mutations of a script end in an outcome or in an error of ours`, async () => {
    const original = await gauntletBytes();
    const source = new TextDecoder().decode(original);
    const { abi } = await runtime.load({ kind: "js", bytes: original });
    await eachSeed(SCRIPT_RUNS, (random) => {
      const bytes = new TextEncoder().encode(mutatedScript(source, random));
      return fateInRuntime({ kind: "js", bytes }, random, abi);
    });
  });

  it(`${RUNS} mutations of generated programs end in an outcome or in an error of ours`, () =>
    eachSeed(RUNS, (random) => {
      const { bytes } = generateProgram(random.bits());
      return fateInRuntime({ kind: "wasm", bytes: mutatedModule(bytes, random) }, random, []);
    }));

  for (const kind of ["wasm", "js"] as const) {
    it(`${SCRIPT_RUNS} times random bytes are refused as ${kind}`, async () => {
      const fates = await eachSeed(SCRIPT_RUNS, (random) => {
        const noise = Uint8Array.from({ length: 1 + random.below(300) }, () => random.below(256));
        const header = kind === "wasm" && random.below(2) === 0 ? [0, 0x61, 0x73, 0x6d, 1, 0, 0, 0] : [];
        return fateInRuntime({ kind, bytes: Buffer.concat([Uint8Array.from(header), noise]) }, random, []);
      });
      expect(fates.ended).to.equal(0);
    });
  }

  /** An endpoint that the original has, and arguments that are sometimes right. */
  async function fateInRuntime(artefact: Artefact, random: Random, abi: readonly string[]): Promise<Fate> {
    return fateOf(async () => {
      const fn = await runtime.load(artefact);
      for (let calls = 0; calls < 2; calls++) await callOnce(fn, random, abi);
    });
  }

  async function callOnce(fn: LoadedFunction, random: Random, abi: readonly string[]): Promise<void> {
    const selectors = ["0x"];
    new Interface(abi).forEachFunction(({ selector }) => selectors.push(selector));
    const words = Array.from({ length: random.below(5) }, () =>
      random.below(200).toString(16).padStart(64, "0"),
    );
    const calldata = `${random.pick(selectors)}${words.join("")}`;
    await runtime.call(fn, { calldata, context: sampleContext, fuelLimit: FUEL, maxResultBytes: 4096 });
  }
});

/** Runs `round` for one seed after the other; the seed of one that fails is in the error. */
async function eachSeed(
  rounds: number,
  round: (random: Random) => Promise<Fate>,
): Promise<Record<Fate, number>> {
  const fates = { refused: 0, ended: 0 };
  for (let seed = FIRST_SEED; seed < FIRST_SEED + BigInt(rounds); seed++) {
    try {
      fates[await round(new Random(seed))]++;
    } catch (error) {
      throw new Error(`ALTHING_FUZZ_SEED=${seed} ALTHING_FUZZ_RUNS=1`, { cause: error });
    }
  }
  // One seed alone, looked at again, says nothing about the others.
  if (rounds > MANY) expect(fates.refused).to.be.greaterThan(0);
  return fates;
}

/** @throws whatever is neither an outcome nor a refusal of the artefact */
async function fateOf(run: () => Promise<void>): Promise<Fate> {
  try {
    await run();
    return "ended";
  } catch (error) {
    if (!(error instanceof AlthingError) || error.code === "ALT_RUNTIME_HOST_FAULT") throw error;
    return "refused";
  }
}
