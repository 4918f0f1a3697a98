import { spawnSync } from "node:child_process";
import { expect } from "chai";

/** `npm run mutation` on the smallest contract. */

const LOCK = "contracts/functions/TransientLock.sol";

function run(...args: readonly string[]) {
  const command = ["tools/mutation/run.ts", ...args];
  return spawnSync("node_modules/.bin/tsx", command, { encoding: "utf8", maxBuffer: 1 << 24 });
}

describe("mutation check of a contract", () => {
  it("finds that the tests hold the lock, and accepts the survivors that have a reason", () => {
    const { stdout, status } = run("--only", "TransientLock.sol", "--jobs", "1", "--json");
    const { killed, survived, invalid, equal, survivors, stale } = JSON.parse(stdout);
    const listed = run("--only", "TransientLock.sol", "--list").stdout.trim().split("\n");
    expect(killed + survived + invalid + equal).to.equal(listed.length);
    expect(killed >= 2, stdout).to.equal(true);
    expect(survivors.map(({ file }: { file: string }) => file)).to.deep.equal(Array(survived).fill(LOCK));
    expect(stale).to.deep.equal([]);
    expect(status).to.equal(survivors.every(({ reason }: { reason: unknown }) => reason !== null) ? 0 : 1);
  });

  it("makes mutants of every contract that holds code", () => {
    const listed = run("--list").stdout.trim().split("\n");
    const files = new Set(listed.map((line) => line.slice(0, line.indexOf(":"))));
    expect(listed.length > 300).to.equal(true);
    expect([...files]).to.include.members([LOCK, "contracts/functions/Pricing.sol"]);
  });
});
