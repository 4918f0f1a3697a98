import { expect } from "chai";
import { Wallet } from "ethers";
import { network } from "hardhat";
import { localOperatorWallet } from "../../../protocol/local-chain.ts";
import { Outcome } from "../../../protocol/outcome.ts";
import { eip712Domain, typedData } from "../../../protocol/typed-data.ts";
import { remoteKey } from "../../../relay/adapters/ethers/remote-key.ts";
import type { Key, UnsignedTransaction } from "../../../relay/ports.ts";
import { startRelay } from "../../../testing/index.ts";
import { failure } from "../../helpers/failure.ts";
import { until } from "../../helpers/until.ts";
import { DOMAIN } from "../support/samples.ts";
import {
  honestAnswers,
  signPayload,
  startSigner,
  transactionOf,
  unsigned,
} from "../support/signing-server.ts";
import { ask, deployWorld } from "../support/world.ts";

const connection = await network.create();

const TRANSACTION: UnsignedTransaction = {
  type: 2,
  chainId: 31_337n,
  to: DOMAIN.router,
  value: 0n,
  data: "0x12345678",
  gasLimit: 100_000n,
  nonce: 7,
  maxFeePerGas: 3n * 10n ** 9n,
  maxPriorityFeePerGas: 10n ** 9n,
};
const BATCH = { epoch: 1n, root: `0x${"11".repeat(32)}`, count: 2n };

describe("A key behind a remote signer", () => {
  const wallet = localOperatorWallet();
  const stranger = new Wallet(Wallet.createRandom().privateKey);
  let signer: Awaited<ReturnType<typeof startSigner>>;
  let key: Key;

  beforeEach(async () => {
    signer = await startSigner(honestAnswers(wallet));
    key = remoteKey(wallet.address, { url: signer.url, timeoutMs: 2_000 });
  });

  afterEach(() => signer.stop());

  const signBatch = (by: Key) => by.signTypedData(eip712Domain(DOMAIN), { Batch: typedData.Batch }, BATCH);

  it("signs what the key itself would", async () => {
    expect(await key.signTransaction(TRANSACTION)).to.equal(await wallet.signTransaction(TRANSACTION));
    expect(await signBatch(key)).to.equal(await signBatch(wallet));
  });

  it("may answer with an object that has the bytes", async () => {
    signer.answerWith({
      eth_signTransaction: async ([asked]) => ({
        raw: await wallet.signTransaction(transactionOf(asked)),
        tx: {},
      }),
    });
    expect(await key.signTransaction(TRANSACTION)).to.equal(await wallet.signTransaction(TRANSACTION));
  });

  it("serves a relay, which never has it", async () => {
    const world = await deployWorld(connection);
    const relay = await startRelay(connection, world.addresses, { wallets: [key] });
    await ask(world);
    const [request] = await relay.settle();
    await relay.stop();
    expect(request?.outcome).to.equal(Outcome.Success);
  });

  it("is waited for by a relay while it lies or does not answer, and nothing of it is sent", async () => {
    const world = await deployWorld(connection);
    signer.answerWith({
      eth_signTransaction: ([asked]) =>
        wallet.signTransaction(transactionOf(asked, { to: stranger.address })),
    });
    const settings = { backoff: { firstMs: 5, maxMs: 20 } };
    const relay = await startRelay(connection, world.addresses, { wallets: [key], settings });
    const nonce = await connection.ethers.provider.getTransactionCount(wallet.address);
    await ask(world);
    const lane = `submit ${wallet.address}`;
    await until(() => relay.relay.problems[lane]?.code === "ALT_RELAY_SIGNER_UNTRUE");
    expect(await connection.ethers.provider.getTransactionCount(wallet.address)).to.equal(nonce);
    signer.answerWith({});
    expect((await relay.settle()).length).to.equal(1);
    await relay.stop();
  });

  const changed = {
    receiver: { to: stranger.address },
    amount: { value: 1n },
    nonce: { nonce: 8 },
    calldata: { data: "0x12345679" },
    "gas limit": { gasLimit: 100_001n },
    fee: { maxFeePerGas: 3n * 10n ** 9n + 1n },
    chain: { chainId: 1n },
    type: { type: 0, gasPrice: 3n * 10n ** 9n, maxFeePerGas: null, maxPriorityFeePerGas: null },
  };
  for (const [part, changes] of Object.entries(changed)) {
    it(`is not believed when it signs another ${part}`, async () => {
      signer.answerWith({
        eth_signTransaction: ([asked]) => wallet.signTransaction(transactionOf(asked, changes)),
      });
      await failure(key.signTransaction(TRANSACTION), "ALT_RELAY_SIGNER_UNTRUE");
    });
  }

  const lies = {
    "signs with another key": ([asked]: readonly unknown[]) => stranger.signTransaction(transactionOf(asked)),
    "signs nothing": ([asked]: readonly unknown[]) => unsigned(asked),
    "answers with nonsense": () => "0xnonsense",
    "answers with an object of nothing": () => ({}),
  };
  for (const [name, answer] of Object.entries(lies)) {
    it(`is not believed when it ${name}`, async () => {
      signer.answerWith({ eth_signTransaction: answer });
      await failure(key.signTransaction(TRANSACTION), "ALT_RELAY_SIGNER_UNTRUE");
    });
  }

  const batchLies = {
    "another batch": (payload: unknown) => signPayload(wallet, payload, { count: 3 }),
    "it with another key": (payload: unknown) => signPayload(stranger, payload),
    nothing: () => "0x",
  };
  for (const [name, answer] of Object.entries(batchLies)) {
    it(`is not believed when asked for a batch it signs ${name}`, async () => {
      signer.answerWith({ eth_signTypedData_v4: ([, payload]) => answer(payload) });
      await failure(signBatch(key), "ALT_RELAY_SIGNER_UNTRUE");
    });
  }

  it("says why it refuses, on one line and without URLs", async () => {
    signer.answerWith({
      eth_signTypedData_v4: () => {
        throw new Error("denied by\nhttps://user:secret@vault.example/policy");
      },
    });
    const error = await failure(signBatch(key), "ALT_RELAY_SIGNER_REFUSED");
    expect(error.figures).to.include({ method: "eth_signTypedData_v4", address: wallet.address });
    expect(error.message).to.contain("denied by\\u000a(a URL)").and.not.contain("secret");
  });

  it("is given up on after its time", async () => {
    signer.answerWith({ eth_signTransaction: () => new Promise(() => undefined) });
    const hasty = remoteKey(wallet.address, { url: signer.url, timeoutMs: 30 });
    const { figures } = await failure(hasty.signTransaction(TRANSACTION), "ALT_RELAY_SIGNER_UNREACHABLE");
    expect(figures).to.deep.equal({ fault: "it took too long" });
  });

  it("gets user and password as a header, and no error shows them", async () => {
    const url = `http://user:s%40cret@127.0.0.1:${signer.port}`;
    const guarded = remoteKey(wallet.address, { url, timeoutMs: 2_000 });
    await signBatch(guarded);
    expect(signer.authorizations).to.deep.equal([`Basic ${Buffer.from("user:s@cret").toString("base64")}`]);
    await signer.stop();
    const error = await failure(signBatch(guarded), "ALT_RELAY_SIGNER_UNREACHABLE");
    expect(error.figures).to.deep.equal({ fault: "ECONNREFUSED" });
    expect(error.cause).to.equal(undefined);
  });
});
