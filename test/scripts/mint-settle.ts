import { expect } from "chai";
import type { TransactionReceipt } from "ethers";
import type { Batch } from "../../scripts/mint/journal.ts";
import { type SendingChain, type SentCall, settle } from "../../scripts/mint/settle.ts";
import { failure } from "../helpers/failure.ts";

const batch: Batch = { batch: 1, sender: "0xaa", nonce: 5, quantity: 2, target: "0xC0", data: "0xAB12" };
const ours: SentCall = { hash: "0x01", to: "0xc0", data: "0xab12" };

/** A chain of which the receipts' statuses, and what has the nonce, are known. */
function chainWith(known: {
  readonly receipts?: Readonly<Record<string, number>>;
  readonly sent?: SentCall;
  readonly latest: number;
  readonly pending?: number;
}): SendingChain {
  return {
    receiptOf: async (hash) => {
      const status = known.receipts?.[hash];
      return status === undefined ? null : ({ hash, status } as TransactionReceipt);
    },
    sentWith: async () => known.sent,
    nextNonce: async (_, counting) =>
      counting === "latest" ? known.latest : (known.pending ?? known.latest),
  };
}

const stateOf = async (chain: SendingChain, of: Batch = batch) => (await settle(chain, of, 1)).state;

describe("settling what a mint may have sent", () => {
  it("believes the receipt of the hash that was written down", async () => {
    const sent = { ...batch, hash: "0x01" };
    expect(await stateOf(chainWith({ receipts: { "0x01": 1 }, latest: 0 }), sent)).to.equal("minted");
    expect(await stateOf(chainWith({ receipts: { "0x01": 0 }, latest: 0 }), sent)).to.equal("reverted");
  });

  it("finds by the nonce what left without an answer", async () => {
    const chain = chainWith({ receipts: { "0x01": 1 }, sent: ours, latest: 6 });
    expect(await stateOf(chain)).to.equal("minted");
    const reverted = chainWith({ receipts: { "0x01": 0 }, sent: ours, latest: 6 });
    expect(await stateOf(reverted)).to.equal("reverted");
  });

  it("knows the transaction again under another hash, as a wallet that raises its fee gives it", async () => {
    const chain = chainWith({ receipts: { "0x02": 1 }, sent: { ...ours, hash: "0x02" }, latest: 6 });
    expect(await stateOf(chain, { ...batch, hash: "0x01" })).to.equal("minted");
  });

  it("says that another transaction took the nonce", async () => {
    for (const other of [{ to: "0xdd" }, { data: "0xab13" }, { to: null }]) {
      const chain = chainWith({ sent: { ...ours, ...other }, latest: 6 });
      expect(await stateOf(chain)).to.equal("displaced");
    }
  });

  it("says that nothing was sent while the nonce is free", async () => {
    expect(await stateOf(chainWith({ latest: 5 }))).to.equal("unsent");
    expect(await stateOf(chainWith({ latest: 5 }), { ...batch, hash: "0x01" })).to.equal("unsent");
  });

  it("waits while the transaction waits", async () => {
    let asked = 0;
    const chain: SendingChain = {
      ...chainWith({ receipts: { "0x01": 1 }, sent: ours, latest: 0 }),
      nextNonce: async (_, counting) => (counting === "pending" ? 6 : ++asked < 4 ? 5 : 6),
    };
    expect(await stateOf(chain)).to.equal("minted");
    expect(asked).to.equal(4);
  });

  it("goes no further where nonces before it are missing", async () => {
    const { figures } = await failure(settle(chainWith({ latest: 3 }), batch, 1), "ALT_MINT_NONCE_GAP");
    expect(figures).to.deep.equal({ sender: "0xaa", nonce: 5, next: 3 });
  });
});
