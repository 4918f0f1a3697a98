import { fileURLToPath } from "node:url";
import hre from "hardhat";
import { followPrimes } from "../../test/tasks/support/module-journey.ts";
import { TaskRunner } from "../../test/tasks/support/task-runner.ts";

const FOLDER = fileURLToPath(new URL("../../functions/primes/assembly", import.meta.url));

describe("a function in AssemblyScript", () => {
  it("goes from its folder to its consumer's callback", async () => {
    await followPrimes(await TaskRunner.deployedIn(hre), FOLDER);
  });
});
