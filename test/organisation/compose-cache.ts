import { mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { expect } from "chai";
import { recall, remember } from "../../organisation/compose/cache.ts";
import type { Recipe } from "../../organisation/compose/modules.ts";

const FOLDER = "contracts/organisation/Some";
const recipes: Recipe[] = [{ name: "SomeToken", notice: "A token.", modules: ["GovernanceToken"] }];
const sources = new Map([[`${FOLDER}/SomeToken.sol`, "contract SomeToken {}"]]);

describe("What was composed before", () => {
  let root: string;

  beforeEach(() => {
    root = mkdtempSync(path.join(tmpdir(), "althing-compose-"));
    writeFileSync(path.join(root, "Base.sol"), "contract Base {}");
    remember(root, FOLDER, recipes, { parsed: ["Base.sol"], sources });
  });

  afterEach(() => rmSync(root, { recursive: true }));

  it("is used again", () => {
    expect(recall(root, FOLDER, recipes)).to.deep.equal(sources);
  });

  it("is not used for other recipes or another folder", () => {
    const [recipe] = recipes as [Recipe];
    expect(recall(root, FOLDER, [{ ...recipe, modules: ["GovernanceToken", "TokenPausable"] }])).to.equal(
      undefined,
    );
    expect(recall(root, `${FOLDER}Else`, recipes)).to.equal(undefined);
  });

  it("is not used once a file that it was made of has changed or is gone", () => {
    writeFileSync(path.join(root, "Base.sol"), "contract Base { uint256 public changed; }");
    expect(recall(root, FOLDER, recipes)).to.equal(undefined);
    rmSync(path.join(root, "Base.sol"));
    expect(recall(root, FOLDER, recipes)).to.equal(undefined);
  });

  it("is made anew where its file is damaged", () => {
    const folder = path.join(root, "cache/composed");
    for (const file of readdirSync(folder)) writeFileSync(path.join(folder, file), '{"inputs":');
    expect(recall(root, FOLDER, recipes)).to.equal(undefined);
  });
});
