import { rmSync } from "node:fs";
import path from "node:path";
import { expect } from "chai";
import { connectRpc, type RpcConnection } from "../../relay/compose.ts";
import { settingsFor } from "../../relay/settings.ts";
import { until } from "../../test/helpers/until.ts";
import { type LocalNode, rpc, startNode } from "../../tools/local-node.ts";
import { newFolder } from "../deploy/support.ts";

const CHAIN_ID = 31_337n;

describe("An RPC endpoint over a node's local socket", () => {
  const file = path.join(newFolder(), "node.ipc");
  let node: LocalNode;
  let connection: RpcConnection;
  let heads = 0;

  before(async () => {
    node = await startNode("anvil", undefined, ["--ipc", file]);
    connection = connectRpc(`${file}, ${node.url} weight=0`, CHAIN_ID, settingsFor(CHAIN_ID));
    connection.endpoints.onHead(() => {
      heads += 1;
    });
  });

  after(async () => {
    connection.close();
    await node.stop();
  });

  it("answers calls, also with more than one packet, and announces each new head", async () => {
    const { provider, endpoints } = connection;
    const mined = async () => {
      await rpc(node.url, "anvil_mine", ["0x1"]);
      return heads > 0;
    };
    await until(mined);
    const head = await provider.getBlockNumber();
    expect(endpoints.endpoints()[0]).to.include({ name: "node.ipc", leads: true, state: "closed", head });
    const code = `0x${"60".repeat(200_000)}`;
    await provider.send("anvil_setCode", ["0x00000000000000000000000000000000000a1717", code]);
    expect(await provider.getCode("0x00000000000000000000000000000000000a1717")).to.equal(code);
    const before = heads;
    await rpc(node.url, "anvil_mine", ["0x1"]);
    await until(() => heads === before + 1);
  });

  it("that nobody listens on is a fault like any other: the next one answers", async () => {
    const gone = connectRpc(`${file}.gone, ${node.url} weight=0`, CHAIN_ID, settingsFor(CHAIN_ID));
    expect(await gone.provider.getBlockNumber()).to.be.a("number");
    expect(gone.endpoints.endpoints()[0]?.errors.connection).to.be.greaterThan(0);
    gone.close();
  });

  it("is left to another when the node ends", async () => {
    await node.stop();
    rmSync(file, { force: true });
    const another = await startNode("anvil", node.port);
    await rpc(another.url, "anvil_mine", ["0x64"]);
    expect(await connection.provider.getBlockNumber()).to.equal(100);
    expect(connection.endpoints.endpoints()[1]?.leads).to.equal(true);
    await another.stop();
  });
});
