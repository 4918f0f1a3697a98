import { expect } from "chai";
import { network } from "hardhat";
import { localOperatorWallet } from "../../protocol/local-chain.ts";
import { Outcome } from "../../protocol/outcome.ts";
import { eip712Domain, typedData } from "../../protocol/typed-data.ts";
import { remoteKey } from "../../relay/adapters/ethers/remote-key.ts";
import { failure } from "../../test/helpers/failure.ts";
import { ask, deployWorld } from "../../test/relay/support/world.ts";
import { startRelay } from "../../testing/index.ts";
import { type LocalNode, startNode } from "../../tools/local-node.ts";

const BATCH = { epoch: 1n, root: `0x${"11".repeat(32)}`, count: 2n };

/** anvil holds the development accounts' keys and signs with them, as web3signer and bridges to KMS do. */
describe("A relay whose keys are in another process, which is anvil", () => {
  let signer: LocalNode;

  before(async () => {
    signer = await startNode("anvil");
  });

  after(() => signer.stop());

  it("serves requests without having them", async () => {
    const connection = await network.create();
    const world = await deployWorld(connection);
    const key = remoteKey(localOperatorWallet().address, { url: signer.url, timeoutMs: 5_000 });
    const relay = await startRelay(connection, world.addresses, { wallets: [key] });
    for (let i = 0; i < 3; i++) await ask(world);
    const settled = await relay.settle();
    await relay.stop();
    await connection.close();
    expect(settled.map(({ outcome }) => outcome)).to.deep.equal(Array(3).fill(Outcome.Success));
  });

  it("says what the process refuses: to sign for an address that it has no key of", async () => {
    const stranger = remoteKey("0x00000000000000000000000000000000000A11CE", {
      url: signer.url,
      timeoutMs: 5_000,
    });
    const domain = eip712Domain({ chainId: 31_337n, router: stranger.address });
    const signing = stranger.signTypedData(domain, { Batch: typedData.Batch }, BATCH);
    await failure(signing, "ALT_RELAY_SIGNER_REFUSED");
  });
});
