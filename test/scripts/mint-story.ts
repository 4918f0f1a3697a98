import { mkdtempSync, readFileSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { expect } from "chai";
import { parseEther } from "ethers";
import { network } from "hardhat";
import { CollectionClient } from "../../clients/index.ts";
import { mintStory } from "../../scripts/mint/mint-story.ts";
import type { Workspace } from "../../tasks/shared/clients.ts";
import { accountsOf } from "../fixtures/accounts.ts";
import { settingsOf as collectionSettings, deployPhased, PHASE, PhaseKind } from "../fixtures/collections.ts";
import { failure } from "../helpers/failure.ts";
import { capture } from "../tasks/support/console.ts";

const PRICE = parseEther("0.02");
const connection = await network.create();

/** A collection with a base URI, sold in phases, and all that the script needs of a workspace. */
async function phasedCollection(kind: bigint = PhaseKind.Public) {
  const { deployer } = await accountsOf(connection);
  const root = kind === PhaseKind.Allowlist ? `0x${"01".repeat(32)}` : PHASE.root;
  const price = kind === PhaseKind.Public ? PRICE : 0n;
  const contract = await deployPhased(connection, [{ ...PHASE, kind, root, price }]);
  const collection = await contract.getAddress();
  const { chainId } = await connection.ethers.provider.getNetwork();
  const addresses = { chainId, collection } as Workspace["addresses"];
  const client = new CollectionClient(addresses, deployer);
  const output = { progress: () => {}, finish: (_: unknown, show: () => void) => show() };
  const parts = { connection, addresses, signer: deployer, collection: client, output };
  return { contract, workspace: parts as unknown as Workspace, owner: deployer.address };
}

function art(): string {
  const folder = mkdtempSync(path.join(tmpdir(), "althing-art-"));
  for (const name of ["2", "10"]) {
    writeFileSync(path.join(folder, `${name}.json`), JSON.stringify({ name: `Owl ${name}` }));
    writeFileSync(path.join(folder, `${name}.png`), `picture ${name}`);
  }
  return folder;
}

type Named = { MINT_COLLECTION?: string; MINT_FOLDER?: string; MINT_IMAGE_URI?: string };

const settingsOf = (more: Named = {}) => ({
  MINT_COUNT: 3n,
  MINT_TO: "signer",
  MINT_COLLECTION: undefined,
  MINT_FOLDER: undefined,
  MINT_IMAGE_URI: undefined,
  MINT_OUT: mkdtempSync(path.join(tmpdir(), "althing-mint-")),
  ...more,
});

describe("minting from a folder into a collection with a base URI", () => {
  it("mints in the public phase at its price, and prepares what the tokens' URIs will lead to", async () => {
    const { contract, workspace, owner } = await phasedCollection();
    const settings = settingsOf({ MINT_FOLDER: art() });
    const { value, stdout } = await capture(() => mintStory(workspace, settings));
    expect(value.tokenIds).to.deep.equal(["1", "2"]);
    expect([value.paid, await contract.balanceOf(owner)]).to.deep.equal([2n * PRICE, 2n]);
    expect(stdout).to.contain("MINT_IMAGE_URI");

    const pinned = { ...settings, MINT_IMAGE_URI: "ipfs://bafy" };
    const again = await capture(() => mintStory(workspace, pinned));
    expect([again.value.resumed, await contract.totalMinted()]).to.deep.equal([2, 2n]);
    expect(again.stdout).to.contain("setBaseURI");
    for (const [tokenId, name] of [
      ["1", "2"],
      ["2", "10"],
    ] as const) {
      const file = (await contract.tokenURI(tokenId)).slice((await contract.baseURI()).length);
      const metadata: unknown = JSON.parse(
        readFileSync(path.join(settings.MINT_OUT, "metadata", file), "utf8"),
      );
      expect(metadata).to.deep.equal({ name: `Owl ${name}`, image: `ipfs://bafy/${tokenId}.png` });
      const picture = readFileSync(path.join(settings.MINT_OUT, `images/${tokenId}.png`), "utf8");
      expect(picture).to.equal(`picture ${name}`);
    }
  });

  it("refuses a phase that is not for everybody, before it sends anything", async () => {
    const { contract, workspace } = await phasedCollection(PhaseKind.Allowlist);
    await failure(mintStory(workspace, settingsOf()), "ALT_NFT_NOT_PUBLIC");
    expect(await contract.totalMinted()).to.equal(0n);
  });

  it("refuses to make tokens of files where a reveal draws which is whose, before it sends anything", async () => {
    const { deployer } = await accountsOf(connection);
    const { workspace } = await phasedCollection();
    const secret = { commitment: PHASE.root, notBefore: 0n, unrevealedURI: "ipfs://sealed", suffix: "" };
    const args = [collectionSettings(deployer), { mintPrice: PRICE }, secret];
    const contract = await connection.ethers.deployContract("RevealedCollection", args);
    const MINT_COLLECTION = await contract.getAddress();
    const refused = await failure(
      mintStory(workspace, settingsOf({ MINT_COLLECTION, MINT_FOLDER: art() })),
      "ALT_MINT_REVEAL",
    );
    expect(refused.figures).to.deep.include({ collection: "Tokens", maxSupply: 1_000n });
    expect(await contract.totalMinted()).to.equal(0n);
    await capture(() => mintStory(workspace, settingsOf({ MINT_COLLECTION })));
    expect(await contract.totalMinted()).to.equal(3n);
  });

  it("mints in another of the organisation's collections, by its name or its address", async () => {
    const { workspace } = await phasedCollection();
    const { contract } = await phasedCollection();
    const other = await contract.getAddress();
    const addresses = { ...workspace.addresses, collections: { Pets: other } };
    for (const MINT_COLLECTION of ["Pets", other])
      await capture(() => mintStory({ ...workspace, addresses }, settingsOf({ MINT_COLLECTION })));
    expect(await contract.totalMinted()).to.equal(6n);
    await failure(
      mintStory({ ...workspace, addresses }, settingsOf({ MINT_COLLECTION: "Cats" })),
      "ALT_NFT_COLLECTION",
    );
  });
});
