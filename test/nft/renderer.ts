import { expect } from "chai";
import { network } from "hardhat";
import { imageOf, parseMetadata } from "../helpers/data-uri.ts";
import { findAll, parseXml } from "../helpers/xml.ts";
import { classics, firstRefused, itDrawsOrRefuses, lastAllowed } from "./support/shield-names.ts";

const { ethers } = await network.create();
const renderer = await ethers.deployContract("ShieldRenderer");

const shield = { pattern: 3n, field: 0x8c1c13n, charge: 0x0a0b0cn, rune: 3n, name: "Shield of Storms" };
const patterns = ["Per pale", "Quarterly", "Gyronny", "Swirl", "Paly", "Cross", "Ringed", "Rayed"];

/** Paths of the charge and of the rune: what differs between shields besides colours and name. */
function strokesOf(svg: string) {
  const paths = findAll(parseXml(svg), "path").map(({ attributes }) => attributes);
  const [charge] = paths.filter(({ fill }) => fill?.startsWith("#"));
  const runes = paths.filter(({ stroke }) => stroke === "#15181c");
  return { charge: charge?.d, runes: runes.map(({ d }) => d) };
}

describe("ShieldRenderer", () => {
  it("names the shield in the SVG's title", async () => {
    const svg = parseXml(await renderer.carvedImage(shield));
    expect(svg.name).to.equal("svg");
    expect(svg.attributes.xmlns).to.equal("http://www.w3.org/2000/svg");
    expect(svg.children[0]).to.deep.include({ name: "title", text: "Shield of Storms" });
  });

  it("paints both colours, leading zeros included", async () => {
    const svg = parseXml(await renderer.carvedImage(shield));
    const fills = [...findAll(svg, "circle"), ...findAll(svg, "path")].map(
      ({ attributes }) => attributes.fill,
    );
    expect(fills).to.include.members(["#8c1c13", "#0a0b0c"]);
  });

  it("refers to nothing but its own definitions", async () => {
    const source = await renderer.carvedImage(shield);
    const defined = [...source.matchAll(/ id="(\w+)"/g)].map(([, id]) => id);
    const used = [...source.matchAll(/url\(#(\w+)\)/g)].map(([, id]) => id);
    expect(new Set(used)).to.deep.equal(new Set(defined));
    expect(source).not.to.match(/href|<script|<style|<image|<foreignObject|\son\w+=/i);
  });

  it("draws eight fields and twenty-four runes, all different", async () => {
    const fields = new Set<string | undefined>();
    const runes = new Set<string | undefined>();
    for (let rune = 0n; rune < 24n; rune++) {
      const strokes = strokesOf(await renderer.carvedImage({ ...shield, pattern: rune % 8n, rune }));
      fields.add(strokes.charge);
      expect(strokes.runes).to.have.length(1);
      runes.add(strokes.runes[0]);
    }
    expect(fields).not.to.include(undefined);
    expect([fields.size, runes.size]).to.deep.equal([8, 24]);
  });

  it("writes metadata with the shield's traits", async () => {
    const metadata = parseMetadata(await renderer.carvedURI(42n, shield));
    expect(metadata.name).to.equal("Shield of Storms #42");
    expect(metadata.attributes).to.deep.equal([
      { trait_type: "Pattern", value: patterns[3] },
      { trait_type: "Field", value: "#8c1c13" },
      { trait_type: "Charge", value: "#0a0b0c" },
      { trait_type: "Rune", value: "Ansuz" },
    ]);
    expect(imageOf(metadata)).to.equal(await renderer.carvedImage(shield));
  });

  it("shows a grey shield without a rune before the traits arrive", async () => {
    const metadata = parseMetadata(await renderer.uncarvedURI(7n));
    expect(metadata.name).to.equal("Uncarved shield #7");
    expect(metadata.attributes).to.deep.equal([{ trait_type: "State", value: "Uncarved" }]);
    const svg = imageOf(metadata);
    expect(svg).to.equal(await renderer.uncarvedImage());
    expect(parseXml(svg).children[0]?.text).to.equal("Uncarved shield");
    expect(strokesOf(svg)).to.deep.equal({ charge: undefined, runes: [] });
  });

  it("escapes a collection's texts", async () => {
    const texts = [
      'quote " and \\ slash',
      "line\nbreak\ttab\u0001",
      "</title><script>é ᚠ 🛡",
      "",
      '","image":"x',
    ];
    for (const text of texts) {
      const metadata = parseMetadata(await renderer.collectionURI(text, text));
      expect(Object.keys(metadata)).to.deep.equal(["name", "description", "image"]);
      expect([metadata.name, metadata.description]).to.deep.equal([text, text]);
      expect(parseXml(imageOf(metadata)).name).to.equal("svg");
    }
  });

  describe("refuses", () => {
    const refusals = [
      { traits: { ...shield, pattern: 8n }, error: "ShieldPatternUnknown", args: [8n, 8n] },
      { traits: { ...shield, rune: 24n }, error: "ShieldRuneUnknown", args: [24n, 24n] },
      { traits: { ...shield, name: "" }, error: "ShieldNameLength", args: [0n, 24n] },
      { traits: { ...shield, name: "x".repeat(25) }, error: "ShieldNameLength", args: [25n, 24n] },
      { traits: { ...shield, name: "a<b" }, error: "ShieldNameCharacter", args: [1n, "0x3c"] },
      { traits: { ...shield, name: 'ab"' }, error: "ShieldNameCharacter", args: [2n, "0x22"] },
      { traits: { ...shield, name: "&amp" }, error: "ShieldNameCharacter", args: [0n, "0x26"] },
      { traits: { ...shield, name: "ab\\" }, error: "ShieldNameCharacter", args: [2n, "0x5c"] },
      { traits: { ...shield, name: "a\0" }, error: "ShieldNameCharacter", args: [1n, "0x00"] },
      { traits: { ...shield, name: "é" }, error: "ShieldNameCharacter", args: [0n, "0xc3"] },
    ];
    for (const { traits, error, args } of refusals) {
      it(`${error}(${args}) in picture and metadata`, async () => {
        for (const draw of [() => renderer.carvedImage(traits), () => renderer.carvedURI(1n, traits)]) {
          await expect(draw())
            .to.be.revertedWithCustomError(renderer, error)
            .withArgs(...args);
        }
      });
    }
  });

  // test-slow/nft/renderer.test.ts tries every ASCII character, and random names.
  itDrawsOrRefuses(ethers, renderer, [...lastAllowed, ...firstRefused, ...classics]);
});
