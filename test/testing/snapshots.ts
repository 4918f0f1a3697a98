import { expect } from "chai";
import { network } from "hardhat";
import { Outcome } from "../../protocol/outcome.ts";
import { startRelay, type TestRelay } from "../../testing/index.ts";
import { ask, deployWorld, probe, type World } from "../relay/support/world.ts";

const connection = await network.create();

describe("A relay in tests", () => {
  describe("started inside of a fixture", () => {
    const relays: TestRelay[] = [];

    async function withRelay() {
      const world = await deployWorld(connection);
      const relay = await startRelay(connection, world.addresses);
      relays.push(relay);
      return { world, relay };
    }

    // The chain goes back to the fixture before each of these, and the same account asks again.
    for (const n of [1n, 2n, 3n]) {
      it(`answers a request of its own after a restore (${n})`, async () => {
        const { world, relay } = await connection.networkHelpers.loadFixture(withRelay);
        await ask(world, { data: probe.encodeFunctionData("double", [n]) });
        const requests = await relay.settle();
        const results = requests.map(({ result }) => result);
        expect(results).to.deep.equal([probe.encodeFunctionResult("double", [n * 2n])]);
      });
    }

    after(async () => {
      expect(relays.length).to.equal(1);
      await Promise.all(relays.map((relay) => relay.stop()));
    });
  });

  describe("started outside of a fixture", () => {
    let world: World;
    let relay: TestRelay;

    before(async () => {
      world = await deployWorld(connection);
      relay = await startRelay(connection, world.addresses);
    });

    after(() => relay.stop());

    it("answers the same request again once its answer was undone", async () => {
      await relay.settle();
      await ask(world);
      const asked = await connection.networkHelpers.takeSnapshot();
      const [first] = await relay.settle();
      await asked.restore();
      const [second] = await relay.settle();
      expect(second?.id).to.equal(first?.id);
      expect(second?.outcome).to.equal(Outcome.Success);
      expect((await world.router.accountOf(world.payer)).live).to.equal(0n);
    });

    it("forgets a request that was undone", async () => {
      const before = await connection.networkHelpers.takeSnapshot();
      await ask(world);
      await relay.settle();
      await before.restore();
      expect(await relay.settle()).to.deep.equal([]);
      expect((await relay.relay.status()).requests.withdrawn).to.be.greaterThan(0);
    });
  });
});
