import { expect } from "chai";
import { packVerdict, unpackVerdict } from "../../protocol/receipt.ts";
import { packWord, unpackWord } from "../../protocol/word.ts";

const LAYOUT = [
  { name: "who", bits: 160, type: "address" },
  { name: "few", bits: 4, type: "uint" },
  { name: "set", bits: 1, type: "bool" },
] as const;
const WHO = "0xf39Fd6e51aad88F6F4ce6aB8827279cffFb92266";

describe("A packed word", () => {
  it("holds its fields from the lowest bits on", () => {
    const word = packWord(LAYOUT, { who: WHO, few: 5n, set: true });
    expect(word).to.equal(BigInt(WHO) | (5n << 160n) | (1n << 164n));
  });

  it("gives its fields back, and nothing of what lies above them", () => {
    const values = { who: WHO, few: 15n, set: false };
    expect(unpackWord(LAYOUT, packWord(LAYOUT, values) | (1n << 165n))).to.deep.equal(values);
  });

  const misfits = { "16": 16n, "-1": -1n };
  for (const [name, few] of Object.entries(misfits)) {
    it(`takes no ${name} in four bits`, () => {
      expect(() => packWord(LAYOUT, { who: WHO, few, set: false })).to.throw(RangeError);
    });
  }

  it("tells outcome and fuel as a verdict", () => {
    const verdict = { outcome: 5, fuelUsed: 2n ** 64n - 1n } as const;
    expect(packVerdict(verdict)).to.equal((5n << 64n) | (2n ** 64n - 1n));
    expect(unpackVerdict(packVerdict(verdict))).to.deep.equal(verdict);
  });
});
