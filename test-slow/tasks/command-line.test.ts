import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { expect } from "chai";
import { type LocalNode, type NodeKind, startNode } from "../../tools/local-node.ts";
import { runHardhat } from "../support/command.ts";

const CAST = path.resolve(import.meta.dirname, "../../node_modules/.bin/cast");
const kinds: readonly NodeKind[] = ["hardhat", "anvil"];

for (const kind of kinds) {
  describe(`tasks and scripts as commands, against ${kind}`, () => {
    let node: LocalNode;
    let deployments: string;

    before(async () => {
      node = await startNode(kind);
      deployments = mkdtempSync(path.join(tmpdir(), "althing-commands-"));
    });

    after(async () => {
      await node.stop();
      rmSync(deployments, { recursive: true });
    });

    const hardhat = (...args: string[]) =>
      runHardhat([...args, "--network", "localhost"], {
        ALTHING_LOCALHOST_URL: node.url,
        ALTHING_DEPLOYMENTS: deployments,
        MINT_OUT: deployments,
      });

    async function json(...args: string[]): Promise<Record<string, unknown>> {
      const { status, stdout, stderr } = await hardhat(...args, "--json");
      if (status !== 0) throw new Error(stdout + stderr);
      return JSON.parse(stdout) as Record<string, unknown>;
    }

    /** One sentence, what to do, and the code: no stack trace, nothing on standard output. */
    async function expectRefusal(code: string, ...args: string[]) {
      const { status, stdout, stderr } = await hardhat(...args);
      expect([status, stdout.trim()]).to.deep.equal([1, ""]);
      expect(stderr.trim().split("\n")).to.have.length(1);
      expect(stderr).to.contain(`(${code})`);
    }

    it("refuse with one line while nothing is deployed", async () => {
      await expectRefusal("ALT_DEPLOY_NOT_FOUND", "nft", "mint");
      await expectRefusal("ALT_DEPLOY_NOT_FOUND", "run", "scripts/mint.ts");
    });

    it("mint with the script, and a stranger's client reads it back", async () => {
      await json("deploy");
      const { status, stdout } = await hardhat("run", "scripts/mint.ts");
      expect(status).to.equal(0);
      expect(stdout).to.match(/Minted +#1 #2 #3/);
      const owner = /Owner +(0x[0-9a-fA-F]{40})/.exec(stdout)?.[1] ?? "";
      expect(ownerByCast(3).toLowerCase()).to.contain(owner.slice(2).toLowerCase());
    });

    it("carry a proposal from propose to execute", async () => {
      await json("dao", "delegate");
      const { id } = await json(
        ...["dao", "propose", "Cheaper fuel", "--target", "router"],
        ...["--function", "setFuelPrice", "--args", "77"],
      );
      await json("dao", "vote", "--advance");
      await json("dao", "queue", "--advance");
      expect(await json("dao", "execute", String(id), "--advance")).to.deep.include({
        calls: ["router.setFuelPrice(77)"],
      });
    });

    it("refuse with one line what cannot be done", async () => {
      await expectRefusal("ALT_ADDRESS_INVALID", "token", "transfer", "0xnobody", "1");
      await expectRefusal("ALT_TOKEN_BALANCE", "token", "transfer", "0", "1", "--from", "1");
      await expectRefusal("ALT_FUNCTIONS_UNKNOWN", "functions", "show", "99");
      await expectRefusal("ALT_NFT_UNKNOWN", "nft", "show", "99");
      const { status, stderr } = await runHardhat(["nft", "show", "1", "--network", "atlantis"]);
      expect(status).to.equal(1);
      expect(stderr).to.contain("HHE705");
    });

    it("say how they are used", async () => {
      const { status, stdout } = await runHardhat(["dao", "propose", "--help"]);
      expect(status).to.equal(0);
      for (const option of ["--target", "--function", "--args", "--json"]) expect(stdout).to.contain(option);
    });

    function ownerByCast(tokenId: number): string {
      const book = readFileSync(path.join(deployments, "localhost/addresses.json"), "utf8");
      const { collection } = JSON.parse(book) as { collection: string };
      const data = execFileSync(CAST, ["calldata", "ownerOf(uint256)", String(tokenId)], {
        encoding: "utf8",
      });
      const call = JSON.stringify({ to: collection, data: data.trim() });
      const args = ["rpc", "eth_call", call, "latest", "--rpc-url", node.url];
      return execFileSync(CAST, args, { encoding: "utf8" });
    }
  });
}
