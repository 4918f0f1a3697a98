import path from "node:path";
import { expect } from "chai";
import { id } from "ethers";
import { network } from "hardhat";
import type { AddressBook } from "../../clients/address-book.ts";
import type { Connection } from "../../test/fixtures/connection.ts";
import { type LocalNode, startNode } from "../../tools/local-node.ts";
import { deploy, environmentFor, newFolder } from "../deploy/support.ts";
import { type Command, runHardhat, startHardhat, untilItPrints } from "../support/command.ts";
import { requestTraits, untilDelivered } from "./traits.ts";

const PATIENCE = 30_000;

describe("relay start and relay status, against anvil", () => {
  const store = path.join(newFolder(), "relay.db");
  let node: LocalNode;
  let connection: Connection;
  let environment: NodeJS.ProcessEnv;
  let addresses: AddressBook;
  let relay: Command | undefined;

  before(async () => {
    node = await startNode("anvil");
    environment = environmentFor(node.url);
    ({ addresses } = await deploy(environment));
    connection = await network.create({ network: "localhost", override: { url: node.url } });
  });

  afterEach(async () => {
    relay?.child.kill("SIGKILL");
    await relay?.ended;
  });

  after(async () => {
    await connection.close();
    await node.stop();
  });

  const start = (...args: string[]) =>
    startHardhat(["relay", "start", "--network", "localhost", "--store", store, ...args], environment);

  it("serves requests until SIGTERM, and says how it is", async () => {
    relay = start("--json");
    await serve(1n);
    relay.child.kill("SIGTERM");
    const { status, stderr } = await relay.ended;
    expect(status).to.equal(0);
    const messages = stderr
      .trim()
      .split("\n")
      .map((line) => (JSON.parse(line) as { msg: string }).msg);
    expect(messages).to.include.members([
      "relay started",
      "executed",
      "signed",
      "submitted",
      "mined",
      "relay stopped",
    ]);
    const shown = await runHardhat(
      ["relay", "status", "--network", "localhost", "--store", store, "--json"],
      environment,
    );
    const { requests, sweep, latest, senders } = JSON.parse(shown.stdout) as StatusDocument;
    expect(requests).to.include({ settled: 1, seen: 0 });
    expect(sweep).to.deep.equal({ spent: "0", maxWeiPerDay: String(10n ** 20n), overdue: 0 });
    expect(latest[0]).to.include({ state: "settled", outcome: "Success" });
    expect(senders[0]?.nonce).to.equal(1);
    expect(BigInt(senders[0]?.toCollect ?? 0) > 0n).to.equal(true);
  });

  it("serves over several endpoints, the first of which is dead", async () => {
    const socket = node.url.replace("http:", "ws:");
    relay = start(
      "--json",
      "--rpc-url",
      `http://127.0.0.1:1 weight=1000, ${socket} weight=9, ${node.url} weight=0`,
    );
    await serve(2n);
    relay.child.kill("SIGTERM");
    const { status, stderr } = await relay.ended;
    expect(status).to.equal(0);
    const lines = stderr
      .trim()
      .split("\n")
      .map((line) => JSON.parse(line) as { msg: string; endpoints?: string; endpoint?: string });
    const [first, second] = ["127.0.0.1:1", new URL(node.url).host];
    expect(lines[0]?.endpoints).to.equal(`${first}, ${second}, ${second} #2`);
    expect(lines.filter(({ endpoint }) => endpoint === second).map(({ msg }) => msg)).to.include(
      "another endpoint leads",
    );
    expect(stderr).to.not.match(/\b(http|ws):\/\//);
  });

  it("stops on SIGINT too", async () => {
    relay = start();
    await untilItPrints(relay, "relay started");
    relay.child.kill("SIGINT");
    expect((await relay.ended).status).to.equal(0);
  });

  it("refuses a key that is no operator's, in one sentence", async () => {
    const key = { ...environment, ALTHING_OPERATOR_KEY: id("a stranger's key") };
    const args = ["relay", "start", "--network", "localhost", "--store", store];
    const { status, stderr } = await runHardhat(args, key);
    expect(status).to.equal(1);
    expect(stderr)
      .to.contain("ALT_RELAY_NOT_MEMBER")
      .and.not.match(/\n\s+at /);
  });

  it("refuses a store of another deployment", async () => {
    const other = environmentFor(node.url);
    await deploy(other);
    const args = ["relay", "start", "--network", "localhost", "--store", store];
    const { status, stderr } = await runHardhat(args, other);
    expect(status).to.equal(1);
    expect(stderr).to.contain("ALT_RELAY_STORE_FOREIGN");
  });

  async function serve(token: bigint): Promise<void> {
    await requestTraits(connection, addresses, token);
    await untilDelivered(connection, addresses, token, PATIENCE);
    // The relay has still to see for itself what it did.
    await new Promise((resolve) => setTimeout(resolve, 1_000));
  }
});

interface StatusDocument {
  readonly requests: Record<string, number>;
  readonly sweep: { readonly spent: string; readonly maxWeiPerDay: string; readonly overdue: number };
  readonly latest: readonly { readonly state: string; readonly outcome: string }[];
  readonly senders: readonly { readonly nonce: number; readonly toCollect: string }[];
}
