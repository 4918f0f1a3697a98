import { existsSync, mkdtempSync, readFileSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { expect } from "chai";
import { readFolder } from "../../scripts/mint/folder.ts";
import { prepareFolder } from "../../scripts/mint/prepare.ts";
import { failure } from "../helpers/failure.ts";

function folderWith(files: Readonly<Record<string, unknown>>): string {
  const folder = mkdtempSync(path.join(tmpdir(), "althing-art-"));
  for (const [name, content] of Object.entries(files)) {
    const text = typeof content === "string" ? content : JSON.stringify(content);
    writeFileSync(path.join(folder, name), text);
  }
  return folder;
}

const faultsOf = async (files: Readonly<Record<string, unknown>>) =>
  (await failure((async () => readFolder(folderWith(files)))(), "ALT_MINT_FOLDER")).figures.faults;

describe("folder to mint from", () => {
  it("gives each JSON file its picture, 2 before 10", () => {
    const folder = folderWith({
      "10.json": { name: "Ten" },
      "10.PNG": "ten",
      "2.json": { name: "Two", image: "owl.svg", rarity: 4 },
      "owl.svg": "<svg/>",
      "far.json": { name: "Far", image: "ipfs://bafy/far.png" },
      ".DS_Store": "",
      "notes.txt": "not for minting",
    });
    expect(readFolder(folder)).to.deep.equal([
      {
        name: "2",
        metadata: { name: "Two", image: "owl.svg", rarity: 4 },
        picture: path.join(folder, "owl.svg"),
      },
      { name: "10", metadata: { name: "Ten" }, picture: path.join(folder, "10.PNG") },
      { name: "far", metadata: { name: "Far", image: "ipfs://bafy/far.png" }, picture: undefined },
    ]);
  });

  it("tells of every file that is not right", async () => {
    const faults = await faultsOf({
      "1.json": "{",
      "2.json": { description: "nameless" },
      "3.json": { name: "Bare" },
      "4.json": { name: "Two", attributes: [{ trait_type: "x" }] },
      "5.json": { name: "Both" },
      "5.png": "a",
      "5.jpg": "b",
      "6.json": { name: "Hollow" },
      "6.png": "",
      "7.json": { name: "Lost", image: "gone.png" },
    });
    expect(String(faults).split("; ")).to.have.length(7);
    for (const words of [
      "1.json is not JSON",
      "2.json is no metadata (name",
      "3.json has no picture",
      "4.json is no metadata (attributes 0 value",
      "5.json has several pictures: 5.jpg, 5.png",
      "6.png is empty",
      "7.json has no picture gone.png",
    ])
      expect(faults).to.contain(words);
  });

  it("tells of a picture without JSON, and of a folder that holds or is nothing", async () => {
    expect(await faultsOf({ "1.json": { name: "One" }, "1.png": "a", "2.png": "b" })).to.equal(
      "2.png belongs to no JSON file",
    );
    expect(await faultsOf({})).to.equal("it holds no JSON file");
    await failure((async () => readFolder("/nowhere"))(), "ALT_FILE_NOT_FOUND");
  });
});

describe("folder to be pinned", () => {
  const jsonOf = (folder: string, id: string) =>
    JSON.parse(readFileSync(path.join(folder, "metadata", id), "utf8")) as Record<string, unknown>;

  it("names files by token, with pictures by path until they are pinned, then by URI", () => {
    const source = folderWith({
      "owl.json": { name: "Owl", wings: 2 },
      "owl.PNG": "picture",
      "far.json": { name: "Far", image: "https://example.org/far.png" },
    });
    const tokens = readFolder(source).map((item, place) => ({ tokenId: String(41 + place), item }));
    const out = mkdtempSync(path.join(tmpdir(), "althing-pin-"));
    expect(prepareFolder(out, tokens, undefined, ".json").imagesUnpinned).to.equal(true);
    expect(jsonOf(out, "42.json")).to.deep.equal({ name: "Owl", wings: 2, image: "../images/42.png" });
    expect(readFileSync(path.join(out, "images/42.png"), "utf8")).to.equal("picture");
    expect(jsonOf(out, "41.json")).to.deep.equal({ name: "Far", image: "https://example.org/far.png" });
    expect(existsSync(path.join(out, "images/41.png"))).to.equal(false);
    expect(prepareFolder(out, tokens, "ipfs://bafy/", "").imagesUnpinned).to.equal(false);
    expect(jsonOf(out, "42")).to.deep.include({ image: "ipfs://bafy/42.png" });
  });
});
