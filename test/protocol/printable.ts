import { expect } from "chai";
import { printable, printableLines } from "../../protocol/printable.ts";

describe("Text from outside", () => {
  it("cannot break a line, move the cursor or turn the direction", () => {
    const forged = "a\nb\r\u001b[2J\u009b\u2028\u202e\u0000";
    expect(printable(forged)).to.equal("a\\u000ab\\u000d\\u001b[2J\\u009b\\u2028\\u202e\\u0000");
  });

  it("is left as it is otherwise, in any script", () => {
    expect(printable("Skjöldur ᚠ 盾 👩‍🚀")).to.equal("Skjöldur ᚠ 盾 👩‍🚀");
  });

  it("keeps its lines where it may have some", () => {
    expect(printableLines("a\u001b\nb")).to.equal("a\\u001b\nb");
  });
});
