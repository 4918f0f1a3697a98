import { expect } from "chai";
import type { ErrorCode } from "../../protocol/error-catalogue.ts";
import { choice, describeSettings, flag, readSettings, text, whole } from "../../scripts/support/settings.ts";
import { failure } from "../helpers/failure.ts";

const table = {
  MINT_COUNT: whole("How many", "3"),
  MINT_TO: text("Who gets them", "signer"),
  MINT_FOLDER: text("A folder"),
  MINT_KIND: choice("Which", ["token", "collection"]),
  MINT_DRY: flag("Nothing is sent"),
};

const read = (env: Record<string, string>) => readSettings("MINT", table, env);
const refusal = (env: Record<string, string>, code: ErrorCode) => failure((async () => read(env))(), code);

describe("settings of scripts", () => {
  it("hold their defaults where a variable is not set, or set to nothing", () => {
    const expected = {
      MINT_COUNT: 3n,
      MINT_TO: "signer",
      MINT_FOLDER: undefined,
      MINT_KIND: "token",
      MINT_DRY: false,
    };
    expect(read({ PATH: "/bin", MINTED: "x" })).to.deep.equal(expected);
    expect(read({ MINT_COUNT: "", MINT_FOLDER: "", MINT_NOBODY: "" })).to.deep.equal(expected);
  });

  it("are what the environment says", () => {
    const env = {
      MINT_COUNT: "12",
      MINT_TO: "1",
      MINT_FOLDER: "art",
      MINT_KIND: "collection",
      MINT_DRY: "1",
    };
    expect(read(env)).to.deep.equal({ ...env, MINT_COUNT: 12n, MINT_DRY: true });
  });

  it("refuse a variable that is misspelt, and a value that it cannot have", async () => {
    const unknown = await refusal({ MINT_CONUT: "5" }, "ALT_SCRIPT_SETTING_UNKNOWN");
    expect(unknown.figures).to.deep.include({ name: "MINT_CONUT" });
    for (const count of ["-1", "1.5", "many", "0x10", "1e3", "9".repeat(79)])
      await refusal({ MINT_COUNT: count }, "ALT_SCRIPT_SETTING_INVALID");
    const invalid = await refusal({ MINT_KIND: "coin" }, "ALT_SCRIPT_SETTING_INVALID");
    const figures = { name: "MINT_KIND", value: "coin", expected: "token or collection" };
    expect(invalid.figures).to.deep.equal(figures);
    await refusal({ MINT_DRY: "yes" }, "ALT_SCRIPT_SETTING_INVALID");
  });

  it("are told with their defaults", () => {
    const told = describeSettings(table);
    for (const name of Object.keys(table)) expect(told).to.contain(name);
    expect(told).to.match(/MINT_TO +│ signer +│ Who gets them/);
  });
});
