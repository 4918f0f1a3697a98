import { copyFileSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { expect } from "chai";
import { network } from "hardhat";
import { ethersAccounts } from "../../relay/adapters/ethers/accounts.ts";
import { ethersChain } from "../../relay/adapters/ethers/chain.ts";
import { httpArtefactSource } from "../../relay/adapters/http/artefact-source.ts";
import { silentLog } from "../../relay/adapters/pino/log.ts";
import { Database } from "../../relay/adapters/sqlite/database.ts";
import { openSqliteStore } from "../../relay/adapters/sqlite/store.ts";
import { type Examined, examine } from "../../relay/doctor/examine.ts";
import { defaultSettings } from "../../relay/settings.ts";
import { watchStage } from "../../relay/stages/watch.ts";
import type { Store } from "../../relay/store-port.ts";
import { startRelay } from "../../testing/index.ts";
import { until } from "../helpers/until.ts";
import { ask, deployWorld, type World } from "./support/world.ts";

const connection = await network.create();
const settings = { ...defaultSettings, finalityDepth: 0 };

/** What is done to a store of two settled requests and one that waits for cheaper gas, and what it must be called. */
const damages = {
  "a request was forgotten": {
    sql: "DELETE FROM requests WHERE id = :settled; DELETE FROM executions WHERE id = :settled",
    faults: [
      "request of the chain unknown",
      "end of a request unknown",
      "wrong count",
      "signature without a request",
    ],
  },
  "an end was forgotten": {
    sql: "UPDATE requests SET state = 'executed', settled_block = NULL, settlement = NULL WHERE id = :settled",
    faults: ["end of a request unknown"],
  },
  "a program was forgotten": { sql: "DELETE FROM programs", faults: ["program unknown"] },
  "an end is not the chain's": {
    sql: `UPDATE requests SET state = 'settled', settled_block = block_number, settlement = '{"blockHash":"0x"}'
      WHERE id = :waiting`,
    faults: ["end that the chain does not have"],
  },
  "a request is not the chain's": {
    sql: `INSERT INTO requests (id, state, header, task, calldata, consumer, deadline, block_number, block_hash, transaction_hash, log_index, seen_at)
      SELECT '0xf0', 'seen', header, task, calldata, consumer, deadline, block_number, block_hash, transaction_hash, 99, 0
      FROM requests WHERE id = :waiting`,
    faults: ["request that the chain does not have"],
  },
  "its cursor is on a block that is gone": {
    sql: "UPDATE checkpoints SET hash = '0x' WHERE number = (SELECT max(number) FROM checkpoints)",
    faults: ["cursor on a vanished block"],
  },
  "a mined transaction is held for open": {
    sql: "UPDATE transactions SET state = 'open', block = NULL",
    faults: ["transaction whose nonce is used"],
  },
  "a transaction was overtaken": {
    sql: `INSERT INTO transactions (sender, kind, state, request_ids, nonce, data, gas_limit, fees, raw, hashes, sent_at)
      SELECT sender, 'expire', 'open', '[]', nonce, data, gas_limit, fees, raw, '["${`0x${"0f".repeat(32)}`}"]', 1
      FROM transactions LIMIT 1`,
    faults: ["transaction whose nonce is used"],
  },
  "a batch is empty": {
    sql: "INSERT INTO batches (state, epoch, root, count, signatures) VALUES ('open', '1', '0x', 1, '[]')",
    faults: ["batch without requests"],
  },
  "a request is in no batch": {
    sql: "UPDATE requests SET state = 'signed', batch_id = 999 WHERE id = :waiting",
    faults: ["request without its batch", "request without its execution"],
  },
  "an execution was lost": {
    sql: "UPDATE requests SET state = 'executed' WHERE id = :waiting",
    faults: ["request without its execution"],
  },
  "a worker died": {
    sql: "UPDATE requests SET claimed = 1, retry_at = 5 WHERE id = :waiting",
    faults: ["claim whose lease is over"],
  },
  "its counts are wrong": {
    sql: "UPDATE request_counts SET count = 7 WHERE state = 'seen'",
    faults: ["wrong count"],
  },
  "an artefact was changed": { sql: "UPDATE artefacts SET bytes = x'00'", faults: ["damaged artefact"] },
  "an artefact is missing": { sql: "DELETE FROM artefacts", faults: ["artefact missing"] },
} as const;

describe("A store's doctor", () => {
  const folder = mkdtempSync(path.join(tmpdir(), "althing-doctor-"));
  const sound = path.join(folder, "sound.db");
  const file = path.join(folder, "relay.db");
  let world: World;
  let settled: string;
  let waiting: string;
  let store: Store;

  before(async () => {
    world = await deployWorld(connection);
    const relay = await startRelay(connection, world.addresses, { store: sound });
    await ask(world);
    await ask(world);
    settled = (await relay.settle())[0]?.id ?? "";
    await ask(world, { gasPriceCap: 1n });
    await until(async () => (await relay.relay.requests({ states: ["seen"] }))[0]?.reason !== undefined);
    waiting = (await relay.relay.requests({ states: ["seen"] }))[0]?.id ?? "";
    await relay.stop();
  });

  afterEach(() => store.close());
  after(() => rmSync(folder, { recursive: true }));

  /** Opens a copy of the sound store after `sql`. */
  async function damage(sql: string): Promise<void> {
    for (const suffix of ["", "-wal", "-shm"]) rmSync(`${file}${suffix}`, { force: true });
    copyFileSync(sound, file);
    const database = new Database(file);
    database.exec(sql.replaceAll(":settled", `'${settled}'`).replaceAll(":waiting", `'${waiting}'`));
    database.close();
    store = await openSqliteStore(file, world.addresses);
  }

  function look(fix: boolean): Promise<Examined[]> {
    const { provider } = connection.ethers;
    const chain = ethersChain(provider, world.addresses);
    const clock = { now: Date.now };
    const watch = watchStage(chain, [], store, { settings, clock, log: silentLog, emit: () => {} });
    return examine(
      {
        store,
        chain,
        clock,
        goBack: async () => void (await watch.step()),
        accounts: ethersAccounts(provider),
        artefacts: httpArtefactSource({ timeoutMs: 1_000, maxBytes: 1, allowPrivateAddresses: false }),
        startBlock: 0,
        blocksPerQuery: settings.blocksPerQuery,
      },
      fix,
    );
  }

  it("finds nothing where all is well", async () => {
    await damage("");
    expect(await look(false)).to.deep.equal([]);
  });

  for (const [name, { sql, faults }] of Object.entries(damages)) {
    it(`finds that ${name}, mends it, and finds nothing more`, async () => {
      await damage(sql);
      expect((await look(false)).map(({ fault }) => fault)).to.deep.equal(faults);
      expect((await look(false)).map(({ fault }) => fault)).to.deep.equal(faults);
      const mended = await look(true);
      expect(mended.filter((one) => !one.mended)).to.deep.equal([]);
      expect(await look(false)).to.deep.equal([]);
      if (name === "its cursor is on a block that is gone") return;
      expect(await store.countByState()).to.include({ settled: 2, seen: 1, executed: 0, signed: 0 });
    });
  }

  it("closes a transaction as what became of it", async () => {
    await damage(damages["a mined transaction is held for open"].sql);
    await look(true);
    expect(await store.earnings(0)).to.include({ settled: 2 });
  });

  it("forgets no signature", async () => {
    await damage("INSERT INTO signed_leaves VALUES ('0x1', '0xdead', '0', '0x0', '0x0', '0xbeef')");
    for (const fix of [true, false]) {
      const [found, ...others] = await look(fix);
      expect(others).to.deep.equal([]);
      expect(found).to.deep.include({ fault: "signature without a request", subjects: ["0xdead"] });
      expect(found).to.include({ canMend: false, mended: false });
    }
  });
});
