import { spawnSync } from "node:child_process";
import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { expect } from "chai";
import hre from "hardhat";
import type { HookContext } from "hardhat/types/hooks";
import type { BuildOptions } from "hardhat/types/solidity";
import althing from "../../tasks/index.ts";
import { compile, isPartOf } from "../../tasks/shared/compile.ts";
import { forgetStoppedBuilds, hasTypes, markingTypes } from "../../tasks/shared/whole-types.ts";

const WHOLE_TYPES = path.resolve(import.meta.dirname, "../../tasks/shared/whole-types.ts");
/** No process: ids end at 2^22 on Linux, and earlier elsewhere. */
const GONE = 2 ** 22 + 1;

describe("What a demo or a deploy compiles", () => {
  const source = (...parts: string[]) => path.join(...parts);

  it("is the project's contracts, its own and those that it is deployed of", () => {
    for (const file of [
      source("contracts", "functions", "FunctionRouter.sol"),
      source("contracts", "dice", "DiceTable.sol"),
      source("contracts", "organisation", "Club", "ClubPass.sol"),
      source("contracts", "organisation", "Althing", "AlthingGovernor.sol"),
    ])
      expect(isPartOf("Club", file), file).to.equal(true);
  });

  it("is no mock, no test and no other organisation's contract", () => {
    for (const file of [
      source("contracts", "mocks", "Herald.sol"),
      source("contracts", "dice", "DiceTable.t.sol"),
      source("test", "functions", "EscrowFuzz.t.sol"),
      source("contracts", "organisation", "Company", "CompanyGovernor.sol"),
    ])
      expect(isPartOf("Club", file), file).to.equal(false);
  });

  it("leaves out the governors of mocks and examples, which take longest", async () => {
    const { root } = hre.config.paths;
    const sources = await hre.solidity.getRootFilePaths();
    const chosen = sources.filter((file) => isPartOf("Althing", path.relative(root, file)));
    const governors = chosen
      .map((file) => path.basename(file))
      .filter((file) => /^[^I].*Governor\.sol$/.test(file));
    expect(governors).to.have.members(["AlthingGovernor.sol", "OrganisationGovernor.sol"]);
  });

  describe("and types whose build was stopped", () => {
    let root: string;

    beforeEach(() => {
      root = mkdtempSync(path.join(tmpdir(), "althing-types-"));
      mkdirSync(path.join(root, "types"));
      writeFileSync(path.join(root, "types", "index.ts"), "");
    });

    afterEach(() => rmSync(root, { recursive: true }));

    const marks = () => readdirSync(path.join(root, "types")).filter((name) => name.startsWith("."));
    /** A build in a process of its own, which ends like this. */
    const buildIn = (ending: string) =>
      spawnSync(process.execPath, [
        "--input-type=module-typescript",
        "--eval",
        `import { markingTypes } from ${JSON.stringify(WHOLE_TYPES)};
         await markingTypes(${JSON.stringify(root)}, async () => ${ending});`,
      ]);

    it("are whole while one is at work, and once it has ended", async () => {
      await markingTypes(root, async () => {
        expect(marks()).to.have.length(1);
        expect(hasTypes(root)).to.equal(true);
      });
      expect([marks(), hasTypes(root)]).to.deep.equal([[], true]);
    });

    for (const [what, ending] of Object.entries({
      killed: 'process.kill(process.pid, "SIGKILL")',
      failed: 'Promise.reject(new Error("no room"))',
    })) {
      it(`are none where it was ${what}, until all are written anew`, () => {
        expect(buildIn(ending).status).to.not.equal(0);
        expect(hasTypes(root)).to.equal(false);
        buildIn("undefined");
        expect(hasTypes(root)).to.equal(false);
        forgetStoppedBuilds(root);
        expect([marks(), hasTypes(root)]).to.deep.equal([[], true]);
      });
    }

    it("are the concern of the plugin's hooks, unless no types are written", async () => {
      const { default: handlers } = (await althing.hookHandlers?.solidity?.()) ?? {};
      const { processArtifactsAfterSuccessfulBuild: written, build } = (await handlers?.()) ?? {};
      expect(build).to.be.a("function");
      const stopped = path.join(root, "types", `.building-${GONE}`);
      writeFileSync(stopped, "");
      for (const noTypechain of [true, false]) {
        const context = { config: { paths: { root } }, globalOptions: { noTypechain } } as HookContext;
        await written?.(context, [], [], {} as Required<BuildOptions>);
        expect(existsSync(stopped)).to.equal(noTypechain);
      }
    });
  });

  it("is nothing where all is compiled: types that others are reading stay as they are", async () => {
    const types = path.join(hre.config.paths.root, "types", "index.ts");
    const { mtimeMs } = statSync(types);
    await compile(hre);
    expect(statSync(types).mtimeMs).to.equal(mtimeMs);
  });
});
