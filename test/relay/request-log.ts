import { expect } from "chai";
import { network } from "hardhat";
import { pinoLog } from "../../relay/adapters/pino/log.ts";
import { startRelay } from "../../testing/index.ts";
import { ask, deployWorld } from "./support/world.ts";

const connection = await network.create();

interface Line {
  readonly msg: string;
  readonly id?: string;
  readonly ids?: readonly string[];
  readonly state?: string;
}

describe("A relay's log", () => {
  it("follows a request by its id through every stage", async () => {
    const lines: Line[] = [];
    const log = pinoLog({ json: true, write: (line) => lines.push(JSON.parse(line) as Line) });
    const world = await deployWorld(connection);
    const relay = await startRelay(connection, world.addresses, { log });
    await ask(world);
    const [request] = await relay.settle();
    await relay.stop();
    const id = request?.id ?? "";
    const own = lines.filter((line) => line.id === id || line.ids?.includes(id));
    const steps = own.map(({ msg, state }) => state ?? msg);
    expect(steps.slice(0, 4)).to.deep.equal(["seen", "executed", "signed", "submitted"]);
    // Its settlement may be seen before or after its transaction is.
    expect(steps.slice(4)).to.have.members(["mined", "settled"]);
  });

  it("holds no key and no signed transaction", async () => {
    const lines: string[] = [];
    const log = pinoLog({ json: true, level: "debug", write: (line) => lines.push(line) });
    const world = await deployWorld(connection);
    const relay = await startRelay(connection, world.addresses, { log });
    await ask(world);
    await relay.settle();
    await relay.stop();
    const text = lines.join("");
    expect(text).to.contain("submitted");
    for (const { privateKey } of world.wallets) expect(text).to.not.contain(privateKey.slice(2));
    expect(text).to.not.match(/0x02f[89][0-9a-f]{200}/);
  });
});
