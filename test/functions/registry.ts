import { expect } from "chai";
import { hexlify, keccak256, toUtf8Bytes } from "ethers";
import { network } from "hardhat";

import { DRAFT, deployFunctions, EXECUTION_DOMAIN, programOf } from "./support/functions.ts";

const connection = await network.create();
const { networkHelpers } = connection;

async function deploy() {
  return deployFunctions(connection);
}

describe("FunctionRegistry", () => {
  it("mints a function to the owner its publisher names, and keeps its version's record", async () => {
    const { registry, stranger, author } = await networkHelpers.loadFixture(deploy);
    const draft = { ...DRAFT, kind: 0n, flags: 3n, royaltyShare: 10_000n, abiJson: '["function f()"]' };
    await registry.connect(stranger).publish(author, draft);
    expect(await registry.functionCount()).to.equal(2n);
    expect(await registry.ownerOf(2n)).to.equal(author.address);
    expect(await registry.versionCount(2n)).to.equal(1n);
    const publishedAt = BigInt(await networkHelpers.time.latestBlock());
    const abiHash = keccak256(toUtf8Bytes(draft.abiJson));
    const { codeHash, initialStateRoot } = DRAFT;
    const expected = [codeHash, abiHash, initialStateRoot, 0n, 3n, 10_000n, publishedAt];
    expect([...(await registry.versionOf(2n, 1n))]).to.deep.equal(expected);
  });

  it("publishes the bytes, their mirror and the ABI in the event", async () => {
    const { registry, author } = await networkHelpers.loadFixture(deploy);
    const draft = { ...DRAFT, uri: "ipfs://mirror" };
    await expect(registry.publish(author, draft))
      .to.emit(registry, "VersionPublished")
      .withArgs(2n, 1n, draft.codeHash, hexlify(draft.artefact), draft.uri, draft.abiJson);
  });

  it("takes a URI in place of the bytes", async () => {
    const { registry, author } = await networkHelpers.loadFixture(deploy);
    const codeHash = keccak256("0x1234");
    await registry.publish(author, { ...DRAFT, codeHash, artefact: "0x", uri: "ipfs://only" });
    expect((await registry.versionOf(2n, 1n)).codeHash).to.equal(codeHash);
  });

  it("appends versions for the owner and whom they approved, and leaves earlier ones alone", async () => {
    const { registry, author, stranger } = await networkHelpers.loadFixture(deploy);
    const before = await registry.versionOf(1n, 1n);
    await registry.connect(author).publishVersion(1n, { ...DRAFT, royaltyShare: 1n });
    await registry.connect(author).approve(stranger, 1n);
    await registry.connect(stranger).publishVersion(1n, { ...DRAFT, royaltyShare: 2n });
    expect(await registry.versionCount(1n)).to.equal(3n);
    expect((await registry.versionOf(1n, 3n)).royaltyShare).to.equal(2n);
    expect(await registry.versionOf(1n, 1n)).to.deep.equal(before);
  });

  it("lets the new owner of a sold function publish, and the old one no longer", async () => {
    const { registry, author, stranger } = await networkHelpers.loadFixture(deploy);
    await registry.connect(author).transferFrom(author, stranger, 1n);
    await registry.connect(stranger).publishVersion(1n, DRAFT);
    await expect(registry.connect(author).publishVersion(1n, DRAFT))
      .to.be.revertedWithCustomError(registry, "FunctionRegistryNotOwner")
      .withArgs(author.address, 1n);
  });

  it("refuses versions of a function that does not exist", async () => {
    const { registry } = await networkHelpers.loadFixture(deploy);
    await expect(registry.publishVersion(9n, DRAFT))
      .to.be.revertedWithCustomError(registry, "ERC721NonexistentToken")
      .withArgs(9n);
  });

  it("names the latest version where an unknown one is asked for", async () => {
    const { registry } = await networkHelpers.loadFixture(deploy);
    for (const version of [0n, 2n]) {
      await expect(registry.versionOf(1n, version))
        .to.be.revertedWithCustomError(registry, "FunctionRegistryUnknownVersion")
        .withArgs(1n, version, 1n);
    }
  });

  it("tells by what calls name a version", async () => {
    const { registry, router } = await networkHelpers.loadFixture(deploy);
    const program = await registry.programOf(1n, 1n, EXECUTION_DOMAIN);
    expect(program).to.equal(programOf(1n, 1n, EXECUTION_DOMAIN));
    expect(await router.admit.staticCall(1n, 1n, EXECUTION_DOMAIN)).to.equal(program);
    await expect(registry.programOf(1n, 2n, EXECUTION_DOMAIN))
      .to.be.revertedWithCustomError(registry, "FunctionRegistryUnknownVersion")
      .withArgs(1n, 2n, 1n);
  });

  const faults = [
    {
      what: "bytes that do not hash to the code hash",
      change: { artefact: "0x01" },
      error: "FunctionRegistryCodeHash",
      args: [keccak256("0x01"), DRAFT.codeHash],
    },
    {
      what: "neither bytes nor URI",
      change: { artefact: "0x" },
      error: "FunctionRegistryNoArtefact",
      args: [],
    },
    {
      what: "a royalty above the whole",
      change: { royaltyShare: 10_001n },
      error: "FunctionRegistryRoyalty",
      args: [10_001n],
    },
    { what: "unknown flags", change: { flags: 4n }, error: "FunctionRegistryFlags", args: [4n] },
  ];
  for (const { what, change, error, args } of faults) {
    it(`refuses ${what}`, async () => {
      const { registry, author } = await networkHelpers.loadFixture(deploy);
      await expect(registry.publish(author, { ...DRAFT, ...change }))
        .to.be.revertedWithCustomError(registry, error)
        .withArgs(...args);
    });
  }
});
