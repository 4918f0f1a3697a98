import { expect } from "chai";
import { ZeroHash } from "ethers";
import { runHardhat } from "../support/command.ts";

const TRAITS = ["functions/traits/traits.ts", "traits", "7", ZeroHash];
const PRIMES = ["functions/primes/assembly/index.ts", "countPrimes", "100"];

describe("functions run --profile as a command", () => {
  it("prints a table after the answer, with the author's names", async () => {
    const { status, stdout } = await runHardhat(["functions", "run", ...TRAITS, "--profile"]);
    expect(status).to.equal(0);
    expect(stdout).to.match(/^fuel +[\d,]+ of 100,000,000$/m);
    expect(stdout).to.match(/mixed +│ functions\/traits\/traits\.ts:46 +│ +1 │/);
    expect(stdout).to.match(/[a-z]\w+ +│ functions\/sdk\/prelude\/\w+\.ts:\d+ /);
  });

  it("names an AssemblyScript function's functions, in JSON too", async () => {
    const { status, stdout } = await runHardhat(["functions", "run", ...PRIMES, "--profile", "--json"]);
    expect(status).to.equal(0);
    const { profile, fuelUsed } = JSON.parse(stdout) as {
      profile: { function: string; at: string | null; ownFuel: string; share: number }[];
      fuelUsed: string;
    };
    expect(profile[0]).to.deep.include({ function: "dispatcher.generated/call", at: null });
    expect(String(profile.reduce((sum, { ownFuel }) => sum + BigInt(ownFuel), 0n))).to.equal(fuelUsed);
    expect(profile.reduce((sum, { share }) => sum + share, 0)).to.be.closeTo(1, 1e-9);
  });

  it("ends as a failure where the fuel ran out, the table before the reason", async () => {
    const { status, stdout, stderr } = await runHardhat([
      ...["functions", "run", ...TRAITS],
      ...["--fuel-limit", "100000", "--profile"],
    ]);
    expect(status).to.equal(1);
    expect(stdout).to.match(/drawsFrom +│ functions\/traits\/traits\.ts/);
    expect(stderr).to.contain("(ALT_FUNCTIONS_RUN_ENDED)");
  });
});
