import { expect } from "chai";
import { developmentWallets } from "../../../protocol/local-chain.ts";
import { keySigner } from "../../../relay/adapters/ethers/signers.ts";
import { silentLog } from "../../../relay/adapters/pino/log.ts";
import { openSqliteStore } from "../../../relay/adapters/sqlite/store.ts";
import type { Epoch } from "../../../relay/ports.ts";
import type { Progress } from "../../../relay/progress.ts";
import { defaultSettings } from "../../../relay/settings.ts";
import { signingGuard } from "../../../relay/stages/guard.ts";
import { signStage } from "../../../relay/stages/sign.ts";
import { DOMAIN, executionOf, requestOf } from "../support/samples.ts";

describe("The sign stage", () => {
  for (const goesBack of [false, true]) {
    it(
      goesBack ? "signs nothing where the chain went back while it was asked" : "signs for what is final",
      async () => {
        const store = await openSqliteStore(":memory:", DOMAIN);
        const request = requestOf(1);
        const block = { number: 1, hash: request.blockHash, timestamp: 1n };
        await store.advance(block, [{ type: "requested", request }], block, 1, 0);
        await store.conclude([{ type: "executed", id: request.id, execution: executionOf() }], 0);
        const told: Progress[] = [];
        const tools = {
          settings: defaultSettings,
          clock: { now: () => 10_000 },
          log: silentLog,
          emit: (progress: Progress) => told.push(progress),
        };
        const [wallet] = developmentWallets();
        if (!wallet) throw new Error("there is no wallet");
        const { address } = wallet;
        const epoch: Epoch = {
          epoch: 1n,
          members: [{ signer: address, sender: address, revoked: false }],
          quorum: 1,
        };
        const grounds = { code: "ALT_RELAY_REORG_PAST_FINALITY", evidence: "0x01", message: "gone" };
        const present = {
          senders: [address],
          standing: async () => ({ epoch, places: new Map([[address, 0]]) }),
          fees: async () => {
            if (goesBack) await store.hold(grounds, 0);
            return { baseFee: 1n, maxFeePerGas: 2n, maxPriorityFeePerGas: 1n };
          },
        };
        const stage = signStage(
          [keySigner(wallet, DOMAIN)],
          signingGuard([], store, tools),
          store,
          present,
          tools,
        );
        await stage.step();
        const { signatures } = await store.signings();
        expect(signatures).to.equal(goesBack ? 0 : 1);
        expect(told.map(({ type }) => type)).to.deep.equal([goesBack ? "held" : "signed"]);
        await store.close();
      },
    );
  }
});
