import { fileURLToPath } from "node:url";
import { expect } from "chai";
import { Interface, id, toBeHex } from "ethers";
import { bundleFunction } from "../../functions/bundler.ts";
import traits from "../../functions/traits/traits.ts";
import { createRuntime } from "../../runtime/runtime.ts";
import { sampleContext } from "../runtime/helpers/gauntlet.ts";

const SEED = id("a block's randomness");
const { endpoints } = traits;

function shield(tokenId: bigint, seed = SEED) {
  // The sample answers at once; only the type allows for a promise.
  return endpoints.traits(tokenId, seed, sampleContext) as {
    readonly [Trait in "pattern" | "field" | "charge" | "rune"]: number;
  } & { readonly name: string };
}

describe("the traits function", () => {
  const shields = Array.from({ length: 500 }, (_, tokenId) => shield(BigInt(tokenId)));

  it("stays within the ranges that the collection accepts", () => {
    for (const { pattern, field, charge, rune, name } of shields) {
      expect(pattern).to.be.within(0, 7);
      expect(rune).to.be.within(0, 23);
      expect(field).to.be.within(0, 0xffffff);
      expect(charge).to.be.within(0, 0xffffff);
      expect(name).to.match(/^[A-Za-z ]{8,24}$/);
    }
  });

  it("uses every pattern and every rune, and none too often", () => {
    for (const [trait, kinds] of [
      ["pattern", 8],
      ["rune", 24],
    ] as const) {
      const counts = new Map<number, number>();
      for (const one of shields) counts.set(one[trait], (counts.get(one[trait]) ?? 0) + 1);
      expect(counts.size).to.equal(kinds);
      expect(Math.max(...counts.values()) < (2 * shields.length) / kinds + 10).to.equal(true);
    }
  });

  it("contrasts its colours", () => {
    for (const { field, charge } of shields) {
      expect(contrast(field, charge) > 2.5, `${toBeHex(field)} on ${toBeHex(charge)}`).to.equal(true);
    }
  });

  it("depends on token and seed alone", () => {
    expect(shield(7n)).to.deep.equal(shield(7n));
    expect(shield(7n)).not.to.deep.equal(shield(7n, id("another")));
    expect(new Set(shields.map((one) => JSON.stringify(one))).size > 480).to.equal(true);
  });

  it("gives in the sandbox what it gives outside", async () => {
    const file = fileURLToPath(new URL("../../functions/traits/traits.ts", import.meta.url));
    const runtime = createRuntime();
    try {
      const fn = await runtime.load({ kind: "js", ...(await bundleFunction(file)) });
      const abi = new Interface(fn.abi);
      const call = { calldata: abi.encodeFunctionData("traits", [3n, SEED]), context: sampleContext };
      const { result } = await runtime.call(fn, { ...call, fuelLimit: 5_000_000n, maxResultBytes: 512 });
      const [decoded] = abi.decodeFunctionResult("traits", result);
      const { pattern, field, charge, rune, name } = shield(3n);
      expect(decoded).to.deep.equal([pattern, field, charge, rune].map(BigInt).concat(name as never));
    } finally {
      await runtime.close();
    }
  });
});

/** WCAG's contrast ratio of two 0xRRGGBB colours. */
function contrast(one: number, other: number): number {
  const [dark = 0, light = 0] = [luminance(one), luminance(other)].sort((a, b) => a - b);
  return (light + 0.05) / (dark + 0.05);
}

function luminance(colour: number): number {
  const [red = 0, green = 0, blue = 0] = [16, 8, 0].map((shift) => {
    const part = ((colour >> shift) & 0xff) / 255;
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}
