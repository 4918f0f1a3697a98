import { defineFunction } from "../sdk/index.ts";
import { nameOf } from "./names.ts";
import { palettes } from "./palettes.ts";

const PATTERNS = 8n;
const RUNES = 24n;

/**
 * Gives a token's shield its looks: how the field is divided, two colours that go together, a rune of the elder
 * futhark, and a name. Implements `ITraits`; the same token and seed always give the same shield.
 */
export default defineFunction(
  [
    "struct Traits { uint8 pattern; uint24 field; uint24 charge; uint8 rune; string name; }",
    "function traits(uint256 tokenId, bytes32 seed) view returns (Traits)",
  ],
  {
    traits(tokenId, seed) {
      const draw = drawsFrom(tokenId, seed);
      const palette = palettes[draw(BigInt(palettes.length))] ?? palettes[0];
      return {
        pattern: draw(PATTERNS),
        field: palette.field,
        charge: palette.charge,
        rune: draw(RUNES),
        name: nameOf(draw),
      };
    },
  },
);

/** Draws numbers below a limit, one after the other, from a token's share of the seed. */
function drawsFrom(tokenId: bigint, seed: string): (limit: bigint) => number {
  let rest = mixed(tokenId, BigInt(seed));
  return (limit) => {
    const drawn = rest % limit;
    rest /= limit;
    return Number(drawn);
  };
}

/**
 * Makes neighbouring tokens differ in every bit: a multiplication by an odd constant (the golden ratio's fraction, in
 * 256 bits), folded on itself, twice. Variety is all it is for: how hard a seed is to choose is its giver's concern.
 */
function mixed(tokenId: bigint, seed: bigint): bigint {
  const golden = 0x9e3779b97f4a7c15f39cc0605cedc8341082276bf3a27251f86c6a11d0c18e95n;
  const once = BigInt.asUintN(256, (seed ^ BigInt.asUintN(256, tokenId * golden)) * golden);
  const twice = BigInt.asUintN(256, (once ^ (once >> 128n)) * golden);
  return twice ^ (twice >> 128n);
}
