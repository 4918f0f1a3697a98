import { expect } from "chai";
import { once } from "../../clients/support/once.ts";

describe("what is asked once", () => {
  it("is asked once for the same arguments, also while it is under way", async () => {
    const asked: string[] = [];
    const read = once(async (functionId: bigint, version: bigint) => {
      asked.push(`${functionId}/${version}`);
      return functionId * 10n + version;
    });
    expect(await Promise.all([read(1n, 2n), read(1n, 2n), read(2n, 1n)])).to.deep.equal([12n, 12n, 21n]);
    expect(await read(1n, 2n)).to.equal(12n);
    expect(asked).to.deep.equal(["1/2", "2/1"]);
  });

  it("is asked again after it failed", async () => {
    let fails = true;
    const read = once(async (name: string) => {
      if (fails) throw new Error("not now");
      return name;
    });
    expect(await read("block").catch(() => "failed")).to.equal("failed");
    fails = false;
    expect(await read("block")).to.equal("block");
  });
});
