import { expect } from "chai";
import { network } from "hardhat";
import { deployAlthing, publishFunction, startRelay } from "../../testing/index.ts";

// As the author of a consumer writes it: deploy, publish, start the relay, ask, settle.
describe("A consumer's own test", () => {
  it("asks a function and is called back", async () => {
    const connection = await network.create();
    const { addresses } = await deployAlthing(connection);
    const { program } = await publishFunction(connection, addresses, "functions/traits/traits.ts");
    const relay = await startRelay(connection, addresses);

    const herald = await connection.ethers.deployContract("Herald", [addresses.router, program]);
    await herald.ask(7n, { value: await herald.price() });
    await relay.settle();

    expect(await herald.nameOf(7n)).to.match(/^\w+ of /);
    await relay.stop();
  });
});
