import { expect } from "chai";
import { parseEther } from "ethers";
import { network } from "hardhat";
import { DirectoryClient, FunctionsClient } from "../../../clients/index.ts";
import { EXECUTION_DOMAIN, TERMS } from "../../fixtures/functions.ts";
import { failure } from "../../helpers/failure.ts";
import { CALL, deployFunded, FUNDS } from "../support/functions.ts";

const connection = await network.create();
const { ethers, networkHelpers } = connection;

describe("DirectoryClient", () => {
  /** The DAO names a second router, of the same registry and operators. */
  async function deployReplaced() {
    const fixture = await deployFunded(connection);
    const { addresses, alice } = fixture;
    const { treasury, registry, operatorSet, directory } = addresses;
    const args = [treasury, registry, operatorSet, TERMS, EXECUTION_DOMAIN];
    const next = await (await ethers.deployContract("FunctionRouter", args)).getAddress();
    const dao = await ethers.getImpersonatedSigner(treasury);
    await networkHelpers.setBalance(treasury, parseEther("1"));
    const contract = await ethers.getContractAt("FunctionDirectory", directory, dao);
    await contract.setCurrent(next);
    return { ...fixture, next, named: new DirectoryClient(addresses, alice) };
  }

  it("names the only router that there is", async () => {
    const { addresses, alice } = await deployFunded(connection);
    const directory = new DirectoryClient(addresses, alice);
    expect(await directory.bookOf()).to.deep.equal(addresses);
    expect(await directory.routers()).to.deep.equal([
      { version: 1n, router: addresses.router, current: true },
    ]);
  });

  it("names the current router, and earlier ones by number", async () => {
    const { addresses, named, next } = await deployReplaced();
    expect(await named.routers()).to.deep.equal([
      { version: 1n, router: addresses.router, current: false },
      { version: 2n, router: next, current: true },
    ]);
    expect(await named.bookOf()).to.deep.equal({ ...addresses, router: next });
    expect(await named.bookOf(1n)).to.deep.equal(addresses);
    const unknown = await failure(named.bookOf(3n), "ALT_FUNCTIONS_UNKNOWN_ROUTER");
    expect(unknown.figures).to.deep.equal({ version: 3n, latest: 2n });
  });

  it("leaves accounts and requests where they are: each router's client reaches its own", async () => {
    const { client, named, alice } = await deployReplaced();
    const { requestId, escrow } = await client.request(CALL);
    const moved = new FunctionsClient(await named.bookOf(), alice);
    expect((await moved.account()).balance).to.equal(0n);
    await failure(moved.requestOf(requestId), "ALT_FUNCTIONS_UNKNOWN_REQUEST");
    await failure(moved.quote(CALL), "ALT_FUNCTIONS_NOT_ADMITTED");
    await client.withdraw(FUNDS - escrow);
    expect((await client.account()).balance).to.equal(0n);
  });
});
