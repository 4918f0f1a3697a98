import { mkdtempSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { expect } from "chai";
import hre from "hardhat";
import { compile, isPartOf } from "../../tasks/shared/compile.ts";
import { hasTypes, markingTypes } from "../../tasks/shared/whole-types.ts";

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

  it("takes types for none whose build was stopped, and for whole where it ended, well or not", async () => {
    const root = mkdtempSync(path.join(tmpdir(), "althing-types-"));
    const build = async () => {
      expect(hasTypes(root)).to.equal(false);
      writeFileSync(path.join(root, "types", "index.ts"), "");
      expect(hasTypes(root)).to.equal(false);
    };
    await markingTypes(root, build);
    expect(hasTypes(root)).to.equal(true);
    const failing = markingTypes(root, () => Promise.reject(new Error("no contract")));
    expect(hasTypes(root)).to.equal(false);
    expect(await failing.catch((error: Error) => error.message)).to.equal("no contract");
    expect(hasTypes(root)).to.equal(true);
    rmSync(root, { recursive: true });
  });

  it("is nothing where all is compiled: types that others are reading stay as they are", async () => {
    const types = path.join(hre.config.paths.root, "types", "index.ts");
    const { mtimeMs } = statSync(types);
    await compile(hre);
    expect(statSync(types).mtimeMs).to.equal(mtimeMs);
  });
});
