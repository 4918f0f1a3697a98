import { expect } from "chai";
import { network } from "hardhat";
import { developmentWallets } from "../../../protocol/local-chain.ts";
import { keySender } from "../../../relay/adapters/ethers/sender.ts";
import { silentLog } from "../../../relay/adapters/pino/log.ts";
import { openSqliteStore } from "../../../relay/adapters/sqlite/store.ts";
import type { Progress } from "../../../relay/progress.ts";
import { defaultSettings } from "../../../relay/settings.ts";
import { transactor } from "../../../relay/stages/transactor.ts";
import { DOMAIN, requestOf } from "../support/samples.ts";

const connection = await network.create();

describe("A transaction that no node will ever take", () => {
  it("is given up, so that it does not block those behind it", async () => {
    const store = await openSqliteStore(":memory:", DOMAIN);
    const request = requestOf(1);
    const block = { number: 1, hash: request.blockHash, timestamp: 1_000n };
    await store.advance(block, [{ type: "requested", request }], block, 1, 0);
    const [wallet] = developmentWallets();
    if (!wallet) throw new Error("there is no wallet");
    const told: Progress[] = [];
    const tools = {
      settings: defaultSettings,
      clock: { now: () => 1_000 },
      log: silentLog,
      emit: (progress: Progress) => told.push(progress),
    };
    const sender = keySender(wallet, connection.ethers.provider, DOMAIN);
    const market = { baseFee: 1n, maxFeePerGas: 10n ** 9n, maxPriorityFeePerGas: 1n };
    const { send, follow } = transactor(sender, store, { fees: async () => market }, tools);
    const gasLimit = 2n ** 40n;
    const ids = [request.id];
    const task = { kind: "expire", data: "0x", gasLimit, batchId: undefined, ids, caps: undefined } as const;
    await send(task, await sender.nonce(), market);
    const open = await store.openTransaction(sender.address);
    if (open) await follow(open, block);
    const stored = await store.request(request.id);
    expect(await store.openTransaction(sender.address)).to.equal(undefined);
    expect(stored?.reason?.code).to.equal("ALT_RELAY_TRANSACTION_REFUSED");
    expect(stored?.attempts).to.equal(1);
    expect(told.map(({ type }) => type)).to.deep.equal(["submitted", "postponed", "lost"]);
    await store.close();
  });
});
