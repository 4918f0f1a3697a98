import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect } from "chai";
import { Interface } from "ethers";
import { bundleFunction } from "../../functions/bundler.ts";
import { ScriptNames } from "../../functions/script-names.ts";
import { createRuntime, type Runtime } from "../../runtime/runtime.ts";
import { sampleContext } from "../../test/runtime/helpers/gauntlet.ts";

/** Each line that begins with a name's comment declares the function of that name. */
const SOURCE = `
const emoji = "😀😀";
/* Animal */ class Animal { legs = 4; constructor(readonly name: string) {} /* method */ walk() { return this.legs; }
/* make */ static make() { return new Dog("x"); } }
/* Dog */ class Dog extends Animal { bark = () => this.#hidden();
/* #hidden */ #hidden() { return 1; }
/* get age */ get age() { return 1; } }
/* twice */ const twice = (n: number) => n * 2;
/* later */ async function later() { await 1; }
/* generate */ function* generate() { yield emoji; }
/* Named */ const Named = class { y = 1; };
let assigned: () => number;
/* assigned */ assigned = function () { return twice(2); };
const handlers = {
/* handler */ handler: (x: number) => {
/* nested */ function nested() { return x; }
  return nested(); },
/* wait */ async wait() {},
};
/* callback */ const withDefault = (callback = () => 5) => callback();
(globalThis as any).althing.define({ abi: ["function go() view returns (uint256)"], endpoints: {
/* go */ async go() {
  new Animal("a").walk(); Animal.make().bark(); new Dog("b").age; await later(); for (const one of generate()) console.log(one);
  new Named(); assigned(); handlers.handler(1); await handlers.wait(); withDefault();
/* (anonymous) */ return [1n].map((one) => one)[0];
} } });
`;

describe("guest SDK: names in a profile", () => {
  let folder: string;
  let runtime: Runtime;

  before(async () => {
    folder = await mkdtemp(join(tmpdir(), "althing-names-"));
    runtime = createRuntime();
  });
  after(async () => {
    await runtime.close();
    await rm(folder, { recursive: true, force: true });
  });

  it("are those of the sources, at their lines", async () => {
    const file = join(folder, "zoo.ts");
    await writeFile(file, SOURCE);
    const { bytes, sourceMap } = await bundleFunction(file);
    const names = new ScriptNames(new TextDecoder().decode(bytes), sourceMap, folder);
    const { execution, functions } = await runtime.profile(
      { kind: "js", bytes },
      {
        calldata: new Interface(["function go()"]).encodeFunctionData("go"),
        context: sampleContext,
        fuelLimit: 10_000_000n,
        maxResultBytes: 32,
      },
    );
    expect(BigInt(execution.result)).to.equal(1n);
    const found = functions.flatMap(({ name, place }) =>
      place?.file === "function.js" ? [names.find(name, place)] : [],
    );
    const lines = SOURCE.split("\n").map((text) => /^\/\* (.+?) \*\//.exec(text)?.[1]);
    for (const [index, name] of lines.entries()) {
      if (name === undefined) continue;
      expect(found, name).to.deep.include({ name, file, line: index + 1 });
    }
    expect(found).to.include(undefined);
  });
});
