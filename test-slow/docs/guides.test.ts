import { readFileSync } from "node:fs";
import { cp, mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { expect } from "chai";
import { Interface } from "ethers";
import { buildFunction } from "../../functions/build.ts";
import { compileRust, findCompiler } from "../../functions/rust/compiler.ts";
import { createRuntime, type Runtime } from "../../runtime/runtime.ts";
import type { Artefact } from "../../runtime/types.ts";
import { sampleContext } from "../../test/runtime/helpers/gauntlet.ts";
import { stepsOf } from "../readme/story.ts";
import { projectRoot } from "../setup/machine.ts";

/** The functions that docs/assemblyscript.md and docs/rust.md write, built from the pages and called. */

const compiler = await findCompiler();

describe("guides", () => {
  let folder: string;
  let runtime: Runtime;

  before(async () => {
    folder = await mkdtemp(path.join(tmpdir(), "althing-guides-"));
    await cp(path.join(projectRoot, "functions/rust"), path.join(folder, "functions/rust"), {
      recursive: true,
    });
    runtime = createRuntime({ workers: 1 });
  });
  after(async () => {
    await runtime.close();
    await rm(folder, { recursive: true });
  });

  /** Writes a page's files to a folder of their own, as its reader does. */
  async function follow(page: string): Promise<string[]> {
    const steps = stepsOf(readFileSync(path.join(projectRoot, "docs", page), "utf8"));
    const files = steps.flatMap((step) => (step.kind === "file" ? [step] : []));
    for (const { path: file, text } of files) {
      await mkdir(path.dirname(path.join(folder, file)), { recursive: true });
      await writeFile(path.join(folder, file), text);
    }
    return files.map((file) => path.join(folder, file.path));
  }

  async function load(artefact: Artefact) {
    const fn = await runtime.load(artefact);
    const abi = new Interface(fn.abi);
    return async (endpoint: string, ...args: unknown[]) => {
      const calldata = abi.encodeFunctionData(endpoint, args);
      const limits = { fuelLimit: 100_000_000n, maxResultBytes: 1024 };
      const { result, logs } = await runtime.call(fn, { calldata, context: sampleContext, ...limits });
      const error = abi.parseError(result)?.name;
      return { error, logs, values: error ? [] : abi.decodeFunctionResult(endpoint, result).toArray() };
    };
  }

  it("assemblyscript.md builds a function that does what it says", async () => {
    const entry = (await follow("assemblyscript.md")).find((file) => file.endsWith("index.ts"));
    const call = await load(await buildFunction(entry ?? ""));
    const samples = [
      [1, 10],
      [2, 21],
    ];
    expect((await call("average", samples)).values).to.deep.equal([15n, 2n]);
    expect((await call("average", [])).error).to.equal("NoSamples");
    const shouted = await call("shout", "ho", 2);
    expect(shouted).to.deep.include({ values: ["HOHO"], logs: ["shouting ho"] });
    expect((await call("shout", "ho", 4)).error).to.equal("TooLoud");
  });

  it("rust.md builds a function that does what it says", async function () {
    if (!compiler) this.skip();
    const source = (await follow("rust.md")).find((file) => file.endsWith(".rs"));
    const call = await load({ kind: "wasm", bytes: await compileRust(compiler, source ?? "") });
    expect((await call("double", 21)).values).to.deep.equal([42n]);
    expect((await call("double", 1_000_000)).error).to.equal("TooBig");
  });
});
