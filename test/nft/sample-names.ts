import { expect } from "chai";
import { network } from "hardhat";
import { nameOf } from "../../functions/traits/names.ts";
import { shield } from "../helpers/traits.ts";

const { ethers } = await network.create();

/** Every name that the sample function can give: all answers to all its draws. */
function allNames(drawn: readonly number[] = []): string[] {
  let place = 0;
  let open = 0;
  const name = nameOf((limit) => {
    const answer = drawn[place++];
    if (answer === undefined && open === 0) open = Number(limit);
    return answer ?? 0;
  });
  if (open === 0) return [name];
  return Array.from({ length: open }, (_, answer) => allNames([...drawn, answer])).flat();
}

describe("The sample function's names", () => {
  it("are all such that the collection takes them: a refused one would leave its token uncarved for good", async () => {
    const renderer = await ethers.deployContract("ShieldRenderer");
    const names = allNames();
    expect(new Set(names).size).to.equal(8 * 24);
    for (const name of names) {
      expect(await renderer.carvedImage({ ...shield, name }), name).to.include(`<title>${name}</title>`);
    }
  });
});
