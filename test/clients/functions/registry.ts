import { expect } from "chai";
import { id, keccak256, parseEther, toUtf8Bytes } from "ethers";
import { network } from "hardhat";
import { hashProgram } from "../../../protocol/typed-data.ts";
import { TRAITS_CODE } from "../../fixtures/deployment.ts";
import { EXECUTION_DOMAIN } from "../../fixtures/functions.ts";
import { failure } from "../../helpers/failure.ts";
import { CALL, deployClients, deployFunded, traits } from "../support/functions.ts";

const connection = await network.create();
const { ethers, networkHelpers } = connection;
const DRAFT = { bytes: TRAITS_CODE, kind: "js", abi: traits.fragments } as const;

describe("FunctionsClient, the registry", () => {
  it("publishes functions and versions, and lists them", async () => {
    const { client, alice } = await deployClients(connection);
    const draft = { ...DRAFT, royaltyShare: 300n };
    const first = await client.publish(draft);
    expect([first.functionId, first.version]).to.deep.equal([1n, 1n]);
    expect(first.codeHash).to.equal(keccak256(TRAITS_CODE));
    const second = await client.publishVersion(1n, { ...draft, kind: "wasm" });
    expect(second.version).to.equal(2n);
    const [listed, ...others] = await client.list();
    expect(others).to.deep.equal([]);
    expect(listed).to.deep.equal({
      functionId: 1n,
      owner: alice.address,
      latest: await client.version(1n, 2n),
      endpoints: ["traits(uint256,bytes32)"],
    });
    expect(await client.version(1n, 1n)).to.deep.include({ kind: "js", royaltyShare: 300n, stateful: false });
  });

  it("gives back bytes and ABI of a version", async () => {
    const { client } = await deployFunded(connection);
    const { bytes, abiJson, uri } = await client.artefact(1n, 1n);
    expect([keccak256(bytes), uri]).to.deep.equal([keccak256(TRAITS_CODE), ""]);
    expect(keccak256(toUtf8Bytes(abiJson))).to.equal((await client.version(1n)).abiHash);
  });

  it("publishes bytes that are elsewhere by their hash", async () => {
    const { client } = await deployClients(connection);
    const uri = "https://example.org/traits.js";
    await client.publish({ ...DRAFT, uri });
    expect(await client.artefact(1n, 1n)).to.deep.include({ bytes: "0x", uri });
    expect((await client.version(1n)).codeHash).to.equal(keccak256(TRAITS_CODE));
  });

  it("says that a function, a version or an endpoint is unknown, or another's", async () => {
    const { client, other } = await deployFunded(connection);
    const unknown = await failure(client.show(9n), "ALT_FUNCTIONS_UNKNOWN");
    expect(unknown.figures).to.deep.equal({ functionId: 9n });
    const version = await failure(client.version(1n, 2n), "ALT_FUNCTIONS_UNKNOWN_VERSION");
    expect(version.figures).to.deep.equal({ functionId: 1n, version: 2n, latest: 1n });
    const endpoint = await failure(
      client.quote({ functionId: 1n, endpoint: "trait" }),
      "ALT_FUNCTIONS_UNKNOWN_ENDPOINT",
    );
    expect(endpoint.figures.endpoints).to.equal("traits(uint256,bytes32)");
    await failure(client.quote({ ...CALL, args: [1n] }), "ALT_CLIENT_ARGUMENTS");
    await failure(other.publishVersion(1n, DRAFT), "ALT_FUNCTIONS_NOT_OWNER");
  });
});

describe("FunctionsClient, programs", () => {
  /** The same, and a way to allow execution domains as the DAO does. */
  async function deployGoverned() {
    const fixture = await deployFunded(connection);
    const owner = await ethers.getImpersonatedSigner(fixture.addresses.treasury);
    await networkHelpers.setBalance(owner.address, parseEther("1"));
    const setDomain = (domain: string, allowed: boolean) =>
      fixture.router.connect(owner).setDomain(domain, allowed);
    return { ...fixture, setDomain };
  }

  it("are admitted once, by anyone, and listed", async () => {
    const { client, other } = await deployFunded(connection);
    await client.publish(DRAFT);
    const { id: program, mined, ...named } = await other.admit(2n);
    const version = { functionId: 2n, version: 1n, codeHash: keccak256(TRAITS_CODE) };
    expect(named).to.deep.equal({ ...version, executionDomain: EXECUTION_DOMAIN });
    expect(program).to.equal(hashProgram(named));
    expect(mined?.gasUsed).to.be.a("bigint");
    expect((await client.admit(2n)).mined).to.equal(undefined);
    expect(await client.programs(2n)).to.deep.equal([{ ...named, id: program, callable: true }]);
    expect(await client.programs(3n)).to.deep.equal([]);
  });

  it("must be admitted before they are called", async () => {
    const { client } = await deployFunded(connection);
    await client.publish(DRAFT);
    const missing = await failure(client.quote({ ...CALL, functionId: 2n }), "ALT_FUNCTIONS_NOT_ADMITTED");
    const figures = { functionId: 2n, version: 1n, executionDomain: EXECUTION_DOMAIN };
    expect(missing.figures).to.deep.equal(figures);
    await client.admit(2n);
    expect((await client.quote({ ...CALL, functionId: 2n })).total > 0n).to.equal(true);
  });

  it("are called under the newest domain that they were admitted for, unless one is named", async () => {
    const { client, setDomain } = await deployGoverned();
    const domainOf = async (executionDomain?: string) =>
      (await client.request({ ...CALL, ...(executionDomain && { executionDomain }) })).program
        .executionDomain;
    await setDomain(id("next"), true);
    expect(await domainOf()).to.equal(EXECUTION_DOMAIN);
    expect((await client.admit(1n)).executionDomain).to.equal(id("next"));
    expect(await domainOf()).to.equal(id("next"));
    expect(await domainOf(EXECUTION_DOMAIN)).to.equal(EXECUTION_DOMAIN);
    await setDomain(id("next"), false);
    expect(await domainOf()).to.equal(EXECUTION_DOMAIN);
    await failure(domainOf(id("next")), "ALT_FUNCTIONS_DOMAIN");
    const callable = (await client.programs(1n)).map((program) => program.callable);
    expect(callable).to.deep.equal([true, false]);
  });

  it("are neither called nor admitted where the DAO allows no domain, or not this one", async () => {
    const { client, setDomain } = await deployGoverned();
    const foreign = await failure(client.admit(1n, 1n, id("foreign")), "ALT_FUNCTIONS_DOMAIN");
    expect(foreign.figures).to.deep.equal({ executionDomain: id("foreign") });
    await setDomain(EXECUTION_DOMAIN, false);
    await failure(client.request(CALL), "ALT_FUNCTIONS_NO_DOMAIN");
    await failure(client.admit(1n), "ALT_FUNCTIONS_NO_DOMAIN");
  });
});
