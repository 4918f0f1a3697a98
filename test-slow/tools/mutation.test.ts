import { spawnSync } from "node:child_process";
import { expect } from "chai";

/** `npm run mutation` on the smallest contract. */

function run(...args: readonly string[]) {
  const command = ["tools/mutation/run.ts", "--only", "TransientLock.sol", "--jobs", "1", "--all", ...args];
  return spawnSync("node_modules/.bin/tsx", command, { encoding: "utf8", maxBuffer: 1 << 24 });
}

describe("mutation check of a contract", () => {
  it("finds that the tests of accounts hold the lock", () => {
    const { status, stdout } = run("--json", "--tests", "test/functions/accounts.ts");
    const { killed, survivors } = JSON.parse(stdout);
    const listed = run("--list").stdout.trim().split("\n");
    expect(killed + survivors.length).to.equal(listed.length);
    expect(killed > survivors.length).to.equal(true);
    expect(survivors.filter(({ reason }: { reason: unknown }) => reason === null)).to.deep.equal([]);
    expect(status).to.equal(0);
  });

  it("fails where tests do not: those of consumers never enter again", () => {
    const { status, stdout } = run("--json", "--tests", "test/functions/consumer.ts");
    const unaccepted = JSON.parse(stdout).survivors.filter(
      ({ reason }: { reason: unknown }) => reason === null,
    );
    expect(unaccepted[0]).to.include({ file: "contracts/functions/TransientLock.sol" });
    expect(status).to.equal(1);
  });
});
