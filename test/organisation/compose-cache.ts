import { mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { expect } from "chai";
import { recall, remember } from "../../organisation/compose/cache.ts";
import type { ComposedFolder, Recipe } from "../../organisation/compose/modules.ts";

const FOLDER = "contracts/organisation/Some";
const recipes: Recipe[] = [{ name: "SomeToken", notice: "A token.", modules: ["GovernanceToken"] }];
const composed: ComposedFolder = { folder: FOLDER, recipes, origin: "from a config" };
const sources = new Map([[`${FOLDER}/SomeToken.sol`, "contract SomeToken {}"]]);

describe("What was composed before", () => {
  let root: string;

  beforeEach(() => {
    root = mkdtempSync(path.join(tmpdir(), "althing-compose-"));
    writeFileSync(path.join(root, "Base.sol"), "contract Base {}");
    remember(root, composed, { parsed: ["Base.sol"], sources });
  });

  afterEach(() => rmSync(root, { recursive: true }));

  it("is used again", () => {
    expect(recall(root, composed)).to.deep.equal(sources);
  });

  it("is not used for other recipes or another folder", () => {
    const [recipe] = recipes as [Recipe];
    const more: Recipe = { ...recipe, modules: ["GovernanceToken", "TokenPausable"] };
    expect(recall(root, { ...composed, recipes: [more] })).to.equal(undefined);
    expect(recall(root, { ...composed, folder: `${FOLDER}Else` })).to.equal(undefined);
  });

  it("is not used once a file that it was made of has changed or is gone", () => {
    writeFileSync(path.join(root, "Base.sol"), "contract Base { uint256 public changed; }");
    expect(recall(root, composed)).to.equal(undefined);
    rmSync(path.join(root, "Base.sol"));
    expect(recall(root, composed)).to.equal(undefined);
  });

  it("is made anew where its file is damaged", () => {
    const folder = path.join(root, "cache/composed");
    for (const file of readdirSync(folder)) writeFileSync(path.join(folder, file), '{"inputs":');
    expect(recall(root, composed)).to.equal(undefined);
  });
});
