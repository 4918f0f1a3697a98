import { existsSync, writeFileSync } from "node:fs";
import path from "node:path";
import { expect } from "chai";
import { network } from "hardhat";
import type { AddressBook } from "../../clients/address-book.ts";
import { ethersChain } from "../../relay/adapters/ethers/chain.ts";
import { openSqliteStore } from "../../relay/adapters/sqlite/store.ts";
import type { Connection } from "../../test/fixtures/connection.ts";
import { until } from "../../test/helpers/until.ts";
import { type LocalNode, startNode } from "../../tools/local-node.ts";
import { deploy, environmentFor, newFolder } from "../deploy/support.ts";
import { type Command, type Ended, runHardhat, startHardhat } from "../support/command.ts";
import { requestTraits, untilDelivered } from "./traits.ts";

const PATIENCE = 30_000;
const REASON = { code: "ALT_RELAY_ARTEFACT_UNREACHABLE", message: "nobody was there" };

describe("relay backup, doctor and dead, against anvil", () => {
  const store = path.join(newFolder(), "relay.db");
  let node: LocalNode;
  let connection: Connection;
  let environment: NodeJS.ProcessEnv;
  let addresses: AddressBook;
  let relay: Command | undefined;
  let dead: string;

  before(async () => {
    node = await startNode("anvil");
    environment = environmentFor(node.url);
    ({ addresses } = await deploy(environment));
    connection = await network.create({ network: "localhost", override: { url: node.url } });
    await requestTraits(connection, addresses, 1n);
    dead = await giveUp();
  });

  after(async () => {
    relay?.child.kill("SIGTERM");
    await relay?.ended;
    await connection.close();
    await node.stop();
  });

  function run(...args: string[]): Promise<Ended> {
    return runHardhat(["relay", ...args, "--network", "localhost", "--store", store], environment);
  }

  async function document<Document>(...args: string[]): Promise<Document> {
    const { stdout, stderr, status } = await run(...args, "--json");
    expect({ status, stderr }).to.deep.include({ status: 0 });
    return JSON.parse(stdout) as Document;
  }

  it("copies the store into a file, and replaces none", async () => {
    const to = path.join(path.dirname(store), "copy.db");
    const { file, bytes } = await document<{ file: string; bytes: number }>("backup", "--to", to);
    expect([file, existsSync(to), bytes > 10_000]).to.deep.equal([to, true, true]);
    const again = await run("backup", "--to", to);
    expect(again.status).to.equal(1);
    expect(again.stderr).to.contain("ALT_RELAY_BACKUP_EXISTS");
  });

  it("shows what was given up", async () => {
    const letters = await document<readonly Letter[]>("dead", "list");
    expect(letters.map(({ id, stage, reason }) => ({ id, stage, reason }))).to.deep.equal([
      { id: dead, stage: "execute", reason: REASON },
    ]);
    expect((await run("dead", "list")).stdout).to.contain(REASON.code);
    expect((await run("dead", "show", dead)).stdout).to.contain(REASON.message);
    expect((await run("dead", "replay")).stderr).to.contain("ALT_RELAY_REPLAY_WHICH");
  });

  it("replays it while the relay runs, which serves it then, and leaves a sound store", async () => {
    relay = startHardhat(["relay", "start", "--network", "localhost", "--store", store], environment);
    expect(await document("dead", "replay", dead)).to.deep.equal({ replayed: [dead] });
    await untilDelivered(connection, addresses, 1n, PATIENCE);
    await until(async () => (await document<Diagnosis>("doctor")).left === 0, PATIENCE);
    expect(await document("doctor", "--fix")).to.deep.equal({ findings: [], left: 0 });
    expect((await run("dead", "replay", dead)).stderr).to.contain("ALT_RELAY_DEAD_UNKNOWN");
  });

  it("says that a damaged store is one", async () => {
    const damaged = path.join(path.dirname(store), "damaged.db");
    writeFileSync(damaged, "no database ".repeat(1_000));
    const args = ["relay", "start", "--network", "localhost", "--store", damaged];
    const { status, stderr } = await runHardhat(args, environment);
    expect(status).to.equal(1);
    expect(stderr)
      .to.contain("ALT_RELAY_STORE_DAMAGED")
      .and.not.match(/\n\s+at /);
  });

  /** Takes the request in and declines it, as a relay does; returns its id. */
  async function giveUp(): Promise<string> {
    const chain = ethersChain(connection.ethers.provider, addresses);
    const head = await chain.head();
    const open = await openSqliteStore(store, addresses);
    await open.advance(head, await chain.events(0, head.number), head, head.number, Date.now());
    const [request] = await open.requests({ states: ["seen"] });
    const id = request?.id ?? "";
    await open.conclude([{ type: "declined", id, reason: REASON }], Date.now());
    await open.close();
    return id;
  }
});

interface Letter {
  readonly id: string;
  readonly stage: string;
  readonly reason: { readonly code: string; readonly message: string };
}

interface Diagnosis {
  readonly left: number;
}
