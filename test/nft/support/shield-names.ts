import { expect } from "chai";
import { hexlify } from "ethers";
import type { ShieldRenderer } from "../../../types/index.js";
import type { Connection } from "../../fixtures/connection.ts";
import { imageOf, parseMetadata } from "../../helpers/data-uri.ts";
import { parseXml } from "../../helpers/xml.ts";

const ALLOWED = /^[A-Za-z0-9 '-]{1,24}$/;

const shield = { pattern: 3n, field: 0x8c1c13n, charge: 0x0a0b0cn, rune: 3n };

/** What a picture or a document of JSON could take for something of its own. */
export const classics = [
  "</title>",
  "]]>",
  "<!--",
  "&#60;",
  '","x":"',
  "\\u0022",
  "{{7*7}}",
  "\u2028",
  "ᚠᛖᚺᚢ",
  "🛡",
];

const inside = (characters: string) => Array.from(characters, (character) => `a${character}b`);

/** Names with a character at the ends of the ranges that are allowed, and with their neighbours outside. */
export const lastAllowed = inside("azAZ09 '-");
export const firstRefused = inside("`{@[/:\x1f!&(,.\x00\x7f");

/** A name with each ASCII character between two letters. */
export const withEachCharacter = inside(String.fromCharCode(...Array(128).keys()));

/** A test that metadata and picture show each name as it is, or that the renderer refuses it; some must be allowed, some not. */
export function itDrawsOrRefuses(
  ethers: Connection["ethers"],
  renderer: ShieldRenderer,
  names: readonly string[],
): void {
  it(`draws and writes each of ${names.length} names as it is, or refuses it`, async () => {
    let drawn = 0;
    for (const name of names) {
      const uri = renderer.carvedURI(1n, { ...shield, name });
      if (!ALLOWED.test(name)) {
        await expect(uri, hexlify(Buffer.from(name))).to.revert(ethers);
        continue;
      }
      const metadata = parseMetadata(await uri);
      expect(metadata.name).to.equal(`${name} #1`);
      expect(parseXml(imageOf(metadata)).children[0]?.text).to.equal(name);
      drawn += 1;
    }
    expect(drawn).to.be.within(9, names.length - 1);
  });
}
