import { expect } from "chai";
import { type LocalNode, type NodeKind, rpc, startNode } from "../../tools/local-node.ts";
import { startHardhat } from "../support/command.ts";
import { startProxy } from "../support/rpc-proxy.ts";
import {
  DEPLOY,
  type DeployDocument,
  deploy,
  deployerNonce,
  environmentFor,
  newFolder,
  TRANSACTIONS,
} from "./support.ts";

for (const kind of ["anvil", "hardhat"] satisfies NodeKind[]) {
  describe(`deploy killed and run again, against ${kind}`, () => {
    let node: LocalNode;
    let undisturbed: DeployDocument;
    let snapshot: unknown;

    before(async () => {
      node = await startNode(kind);
      snapshot = await rpc(node.url, "evm_snapshot");
      undisturbed = await deploy(environmentFor(node.url));
    });

    beforeEach(async () => {
      await rpc(node.url, "evm_revert", [snapshot]);
      snapshot = await rpc(node.url, "evm_snapshot");
    });

    after(() => node.stop());

    it("sends each transaction once when nothing disturbs it", () => {
      expect(undisturbed.transactions).to.equal(TRANSACTIONS);
    });

    for (let number = 1; number <= TRANSACTIONS; number++) {
      it(`ends in the same state when killed after transaction ${number}, its answer unread`, async () => {
        const folder = newFolder();
        await deployAndKill(node.url, folder, number);
        expect(await deployerNonce(node.url)).to.equal(number);
        const second = await deploy(environmentFor(node.url, folder));
        expect(second.addresses).to.deep.equal(undisturbed.addresses);
        expect(second.transactions).to.equal(TRANSACTIONS - number);
        expect(await deployerNonce(node.url)).to.equal(TRANSACTIONS);
      });
    }

    it("sends a transaction again that never left the killed process", async () => {
      const folder = newFolder();
      await deployAndKill(node.url, folder, 5, "before");
      expect(await deployerNonce(node.url)).to.equal(4);
      const second = await deploy(environmentFor(node.url, folder));
      expect(second.addresses).to.deep.equal(undisturbed.addresses);
      expect(await deployerNonce(node.url)).to.equal(TRANSACTIONS);
    });
  });
}

/** Runs a deploy and kills it (kill -9) when the node has, or is about to get, its `number`th transaction. */
async function deployAndKill(
  url: string,
  folder: string,
  number: number,
  moment: "before" | "after" = "after",
): Promise<void> {
  const kill = async (sent: number) => {
    if (sent !== number) return true;
    command.child.kill("SIGKILL");
    return false;
  };
  const proxy = await startProxy(url, { [moment]: kill });
  const command = startHardhat(DEPLOY, environmentFor(proxy.url, folder));
  const { signal } = await command.ended;
  await proxy.close();
  expect(signal).to.equal("SIGKILL");
}
