import { expect } from "chai";
import { id, ZeroHash } from "ethers";
import { network } from "hardhat";
import { watchedTopics } from "../../../relay/adapters/ethers/events.ts";
import { bloomShows } from "../../../relay/domain/bloom.ts";
import { ask, deployWorld } from "../support/world.ts";

const connection = await network.create();

describe("What a header's bloom shows", () => {
  const full = `0x${"ff".repeat(256)}`;
  const empty = `0x${"00".repeat(256)}`;
  const ADDRESS = "0x0165878A594ca255338adfa4d48449f69242Eb8F";

  it("is nothing where it is empty, and anything where it is full", () => {
    expect(bloomShows(empty, ADDRESS, [ZeroHash])).to.equal("none");
    expect(bloomShows(full, ADDRESS, [ZeroHash])).to.equal("maybe");
  });

  it("is the events of a real block, and no others", async () => {
    const world = await deployWorld(connection);
    const { blockNumber } = await ask(world);
    const block = await connection.provider.request({
      method: "eth_getBlockByNumber",
      params: [`0x${Number(blockNumber).toString(16)}`, false],
    });
    const { logsBloom } = block as { logsBloom: string };
    expect(bloomShows(logsBloom, world.addresses.router, watchedTopics)).to.equal("some");
    expect(bloomShows(logsBloom, world.addresses.router, [id("Another()")])).to.equal("none");
    expect(bloomShows(logsBloom, ADDRESS.replace("0x01", "0x02"), watchedTopics)).to.equal("none");
  });
});
