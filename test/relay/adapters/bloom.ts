import { expect } from "chai";
import { network } from "hardhat";
import { mayHold } from "../../../relay/adapters/ethers/bloom.ts";
import { deployWorld } from "../support/world.ts";

const connection = await network.create();

describe("A header's bloom filter", () => {
  it("holds the addresses and topics of its block's logs, as the node makes it", async () => {
    await deployWorld(connection);
    const number = await connection.ethers.provider.getBlockNumber();
    let logs = 0;
    for (let block = 0; block <= number; block++) {
      const { logsBloom } = await rawBlock(block);
      for (const { address, topics } of await connection.ethers.provider.getLogs({
        fromBlock: block,
        toBlock: block,
      })) {
        logs += 1;
        for (const item of [address, ...topics]) expect(mayHold(logsBloom, item)).to.equal(true);
      }
    }
    expect(logs).to.be.greaterThan(10);
  });

  it("holds nothing where there are no logs", async () => {
    await connection.networkHelpers.mine();
    const { logsBloom } = await rawBlock(await connection.ethers.provider.getBlockNumber());
    expect(mayHold(logsBloom, `0x${"11".repeat(20)}`)).to.equal(false);
  });

  async function rawBlock(number: number): Promise<{ logsBloom: string }> {
    const params = [`0x${number.toString(16)}`, false];
    return (await connection.provider.request({ method: "eth_getBlockByNumber", params })) as {
      logsBloom: string;
    };
  }
});
