import { readFileSync } from "node:fs";
import { expect } from "chai";
import { limits } from "../../runtime/limits.ts";
import { MAXIMUM_SLOTS } from "../../runtime/rewriter/meter-layout.ts";

const page = readFileSync(new URL("../../docs/runtime.md", import.meta.url), "utf8");
const section = page.split("## Limits")[1]?.split("\n## ")[0] ?? "";

/** Ways in which the page may write a limit. */
function waysOf(name: string, value: number | bigint): string[] {
  const number = Number(value);
  const bytes = name === "memoryPages" ? number * 65_536 : number;
  return [
    number.toLocaleString("en-US"),
    `${bytes / 1_024} KiB`,
    `${bytes / 1_048_576} MiB`,
    ...(value === 10n ** 9n ? ["10⁹ fuel"] : []),
    ...(value === 2n * 10n ** 10n ? ["2·10¹⁰ fuel"] : []),
  ];
}

describe("limits", () => {
  it("leave the meter's bits to what it counts", () => {
    expect(limits.stackSlots).to.be.at.most(MAXIMUM_SLOTS);
  });

  for (const [name, value] of Object.entries(limits)) {
    it(`docs/runtime.md says ${name}`, () => {
      expect(waysOf(name, value).filter((way) => section.includes(way))).not.to.deep.equal([]);
    });
  }
});
