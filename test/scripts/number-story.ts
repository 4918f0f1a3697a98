import { mkdtempSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { expect } from "chai";
import { numberStory } from "../../scripts/mint/number-story.ts";
import { outputFor } from "../../tasks/shared/output.ts";
import { failure } from "../helpers/failure.ts";
import { capture } from "../tasks/support/console.ts";

const newFolder = () => mkdtempSync(path.join(tmpdir(), "althing-number-"));

function settingsOf(supply: bigint, imageUri?: string) {
  const folder = newFolder();
  for (const name of ["10", "2", "owl"]) {
    writeFileSync(path.join(folder, `${name}.json`), JSON.stringify({ name }));
    writeFileSync(path.join(folder, `${name}.png`), `picture ${name}`);
  }
  return {
    NUMBER_FOLDER: folder,
    NUMBER_SUPPLY: supply,
    NUMBER_SUFFIX: ".json",
    NUMBER_IMAGE_URI: imageUri,
    NUMBER_OUT: newFolder(),
  };
}

const output = outputFor({ json: false });

describe("numbering a folder for a reveal", () => {
  it("gives each item a number and its picture the same, and says what to pin next", async () => {
    const settings = settingsOf(3n, "ipfs://bafy");
    const { value, stdout } = await capture(() => numberStory(output, settings));
    expect(value.count).to.equal(3);
    expect(stdout).to.contain("nft commit");
    expect(readdirSync(value.metadata).sort()).to.deep.equal(["1.json", "2.json", "3.json"]);
    const metadata: unknown = JSON.parse(readFileSync(path.join(value.metadata, "1.json"), "utf8"));
    expect(metadata).to.deep.equal({ name: "2", image: "ipfs://bafy/1.png" });
    expect(readFileSync(path.join(value.images, "1.png"), "utf8")).to.equal("picture 2");
    const unpinned = await capture(() => numberStory(output, settingsOf(0n)));
    expect(unpinned.stdout).to.contain("NUMBER_IMAGE_URI");
  });

  it("refuses a folder that holds fewer or more than there will be tokens", async () => {
    const settings = settingsOf(4n);
    const { figures } = await failure(numberStory(output, settings), "ALT_MINT_FOLDER_SUPPLY");
    expect(figures).to.deep.equal({ folder: settings.NUMBER_FOLDER, count: 3, supply: 4n });
    expect(readdirSync(settings.NUMBER_OUT)).to.deep.equal([]);
  });
});
