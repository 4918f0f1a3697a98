import path from "node:path";
import { expect } from "chai";
import { parseEther } from "ethers";
import hre from "hardhat";
import { createHardhatRuntimeEnvironment } from "hardhat/hre";
import config from "../../hardhat.config.ts";
import { withFork } from "../../tasks/shared/fork.ts";

const ROOT = path.resolve(import.meta.dirname, "../..");
const RICH = "0x00000000000000000000000000000000000a11ce";

describe("a fork of the network that the command line names", () => {
  it("has its state, and what happens there stays there", async () => {
    const server = await hre.network.createServer("default", "127.0.0.1", 0);
    const url = `http://127.0.0.1:${(await server.listen()).port}`;
    try {
      const networks = { ...config.networks, localhost: { type: "http" as const, url } };
      const named = { config: path.join(ROOT, "hardhat.config.ts"), network: "localhost" };
      const far = await createHardhatRuntimeEnvironment({ ...config, networks }, named, ROOT);
      const connection = await far.network.getOrCreate();
      const { provider } = connection.ethers;
      await provider.send("hardhat_setBalance", [RICH, `0x${parseEther("3").toString(16)}`]);
      await provider.send("hardhat_mine", ["0x1"]);
      const seen = await withFork(far, connection, async (fork) => {
        const before = await fork.getBalance(RICH);
        await fork.send("hardhat_setBalance", [RICH, "0x1"]);
        return [before, await fork.getBalance(RICH)];
      });
      expect(seen).to.deep.equal([parseEther("3"), 1n]);
      expect(await provider.getBalance(RICH)).to.equal(parseEther("3"));
    } finally {
      await server.close();
    }
  });
});
