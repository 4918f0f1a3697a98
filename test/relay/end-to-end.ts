import { expect } from "chai";
import { keccak256 } from "ethers";
import { network } from "hardhat";
import { Outcome } from "../../protocol/outcome.ts";
import { startRelay } from "../../testing/index.ts";
import { ask, deployWorld, probe } from "./support/world.ts";

const connection = await network.create();

describe("Relay, end to end", () => {
  it("fulfils a request and calls its consumer back", async () => {
    const world = await deployWorld(connection);
    const relay = await startRelay(connection, world.addresses);
    await ask(world);
    const [request] = await relay.settle();
    await relay.stop();
    const result = probe.encodeFunctionResult("double", [42n]);
    expect(request?.outcome).to.equal(Outcome.Success);
    expect(request?.result).to.equal(result);
    expect(await world.consumer.answerOf(request?.id as string)).to.equal(keccak256(result));
  });
});
