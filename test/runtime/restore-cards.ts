import { expect } from "chai";
import { DirtyCards } from "../../runtime/quickjs/dirty-cards.ts";
import { CARD_BYTES, CARD_OVERLAP } from "../../runtime/rewriter/mark-writes.ts";

const PAGE = 65_536;
const LAST = PAGE / CARD_BYTES - 1;

/** A memory of ones, its image of twos, and some cards marked. */
function restored(...marked: number[]) {
  const memory = new WebAssembly.Memory({ initial: 1, maximum: 2 });
  const image = new WebAssembly.Memory({ initial: 1, maximum: 2 });
  const marksMemory = new WebAssembly.Memory({ initial: 1 });
  const [bytes, marks] = [new Uint8Array(memory.buffer).fill(1), new Uint8Array(marksMemory.buffer)];
  new Uint8Array(image.buffer).fill(2);
  for (const card of marked) marks[card] = 1;
  new DirtyCards(memory, marksMemory, image).restore();
  return { bytes, marks };
}

describe("runtime: restoring what was marked", () => {
  const cases = {
    "nothing at all": [],
    "the first card": [0],
    "the last card, behind which there is nothing": [LAST],
    "the last two cards": [LAST - 1, LAST],
    "cards on both sides of a stride's border": [63, 64],
    "every third card": Array.from({ length: Math.ceil(LAST / 3) }, (_, index) => index * 3),
    "every card": Array.from({ length: LAST + 1 }, (_, index) => index),
  };
  for (const [what, marked] of Object.entries(cases)) {
    it(`copies ${what} and no other, and takes the marks away`, () => {
      const { bytes, marks } = restored(...marked);
      const expected = new Uint8Array(PAGE).fill(1);
      for (const card of marked) {
        expected.fill(2, card * CARD_BYTES, (card + 1) * CARD_BYTES + CARD_OVERLAP);
      }
      expect(Buffer.compare(bytes, expected)).to.equal(0);
      expect(marks.includes(1)).to.equal(false);
    });
  }
});
