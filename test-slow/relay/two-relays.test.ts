import path from "node:path";
import { expect } from "chai";
import { network } from "hardhat";
import type { AddressBook } from "../../clients/address-book.ts";
import type { Connection } from "../../test/fixtures/connection.ts";
import { type LocalNode, startNode } from "../../tools/local-node.ts";
import { deploy, environmentFor, newFolder } from "../deploy/support.ts";
import { type Command, runHardhat, startHardhat, untilItPrints } from "../support/command.ts";
import { runInTerminal } from "../support/terminal.ts";
import { requestTraits, untilDelivered } from "./traits.ts";

const PATIENCE = 60_000;

describe("Two relays with one key, against anvil", () => {
  const folder = newFolder();
  let node: LocalNode;
  let connection: Connection;
  let environment: NodeJS.ProcessEnv;
  let addresses: AddressBook;
  const relays: Command[] = [];

  before(async () => {
    node = await startNode("anvil");
    environment = { ...environmentFor(node.url), ALTHING_LEASES: path.join(folder, "leases") };
    ({ addresses } = await deploy(environment));
    connection = await network.create({ network: "localhost", override: { url: node.url } });
  });

  after(async () => {
    for (const relay of relays) relay.child.kill("SIGKILL");
    await Promise.all(relays.map((relay) => relay.ended));
    await connection.close();
    await node.stop();
  });

  it("take turns only where somebody confirms: the second signs nothing while the first lives", async () => {
    const first = start("first.db");
    await untilItPrints(first, "relay started");
    const second = start("second.db");
    const held = untilItPrints(second, "ALT_RELAY_KEY_IN_USE");
    expect(await held).to.contain(`Process ${first.child.pid} on `);

    const third = await runHardhat(command("start", "first.db"), environment);
    expect(third.status).to.equal(1);
    expect(third.stderr).to.contain("ALT_RELAY_STORE_IN_USE");

    await serve(1n);
    const foreign = untilItPrints(second, "ALT_RELAY_LEASE_FOREIGN");
    first.child.kill("SIGKILL");
    await first.ended;
    await foreign;

    const unasked = await runHardhat(command("confirm", "second.db"), environment);
    expect(unasked.status).to.equal(1);
    expect(unasked.stderr).to.contain("ALT_RELAY_NOT_CONFIRMED").and.to.contain("ALT_RELAY_LEASE_FOREIGN");
    const asked = (answer: string) =>
      runInTerminal(command("confirm", "second.db"), environment, "Let the relay sign again? [y/N]", answer);
    const declined = await asked("n");
    expect(declined.status).to.equal(1);
    expect(declined.stdout).to.contain("[y/N]").and.to.contain("ALT_RELAY_NOT_CONFIRMED");
    const agreed = await asked("y");
    expect(agreed.status, agreed.stdout).to.equal(0);
    expect(agreed.stdout)
      .to.contain("ALT_RELAY_LEASE_FOREIGN")
      .and.to.contain("Confirmed: the relay signs again.");
    const again = await runHardhat(command("confirm", "second.db", "--yes", "--json"), environment);
    const document = JSON.parse(again.stdout) as ConfirmDocument;
    expect(document.confirmed).to.deep.equal([]);
    expect(document.confirmedBlock).to.be.at.least(await connection.ethers.provider.getBlockNumber());
    await serve(2n);
  });

  function start(store: string): Command {
    const relay = startHardhat(command("start", store, "--json"), environment);
    relays.push(relay);
    return relay;
  }

  function command(task: string, store: string, ...args: string[]): string[] {
    return ["relay", task, "--network", "localhost", "--store", path.join(folder, store), ...args];
  }

  async function serve(tokenId: bigint): Promise<void> {
    await requestTraits(connection, addresses, tokenId);
    await untilDelivered(connection, addresses, tokenId, PATIENCE);
  }
});

interface ConfirmDocument {
  readonly confirmed: readonly object[];
  readonly confirmedBlock: number;
}
