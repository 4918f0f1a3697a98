import { mkdtempSync, readdirSync, readFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { expect } from "chai";
import { freePort, rpc } from "../../tools/local-node.ts";
import { type Command, runHardhat, startHardhat } from "../support/command.ts";
import { newMark, processesMarked } from "../support/processes.ts";

interface DemoDocument {
  readonly requests: readonly Readonly<Record<"escrow" | "charged" | "refunded" | "fuelUsed", string>>[];
  readonly sums: Readonly<Record<"escrow" | "charged" | "refunded" | "accounted", string>>;
  readonly vote: { readonly before: string; readonly after: string };
  readonly pictures: readonly { readonly svg: string }[];
  readonly node?: { readonly url: string };
}

const newFolder = () => mkdtempSync(path.join(tmpdir(), "althing-demo-"));

describe("the demo as a command", () => {
  it("prints one document whose sums add up, writes the pictures, and leaves nothing running", async () => {
    const { mark, env } = newMark();
    const out = newFolder();
    const { status, stdout } = await runHardhat(["demo", "--json", "--out", out], env);
    expect(status).to.equal(0);
    const { requests, sums, vote, pictures, node } = JSON.parse(stdout) as DemoDocument;
    expect(requests).to.have.length(5);
    for (const { escrow, charged, refunded, fuelUsed } of requests) {
      expect(BigInt(charged) + BigInt(refunded)).to.equal(BigInt(escrow));
      expect(BigInt(fuelUsed)).to.be.greaterThan(0n);
    }
    expect(BigInt(sums.accounted)).to.equal(BigInt(sums.charged) + BigInt(sums.refunded));
    expect(vote).to.deep.include({ before: "3000", after: "2000" });
    expect(pictures.map(({ svg }) => readFileSync(svg, "utf8").startsWith("<svg"))).to.deep.equal(
      Array(5).fill(true),
    );
    expect(readdirSync(out)).to.have.length(10);
    expect(node).to.equal(undefined);
    expect(processesMarked(mark)).to.deep.equal([]);
  });

  it("stops cleanly on Ctrl-C in its middle", async () => {
    const { mark, env } = newMark();
    const command = startHardhat(["demo", "--json", "--out", newFolder()], env);
    await untilItSays(command, /requested/);
    command.child.kill("SIGINT");
    const { status, signal, stdout } = await command.ended;
    expect([status, signal]).to.deep.equal([130, null]);
    expect(stdout).to.equal("");
    expect(processesMarked(mark)).to.deep.equal([]);
  });

  it("leaves node and relay up with --keep, for other commands to use, until Ctrl-C", async () => {
    const { mark, env } = newMark();
    const port = await freePort();
    const url = `http://127.0.0.1:${port}`;
    const local = { ...env, ALTHING_DEPLOYMENTS: newFolder(), ALTHING_LOCALHOST_URL: url };
    const args = ["demo", "--json", "--keep", "--port", String(port), "--out", newFolder()];
    const command = startHardhat(args, local);
    await untilItSays(command, /Ctrl-C/);

    expect(await rpc(url, "eth_chainId")).to.equal("0x7a69");
    const deploy = await runHardhat(["deploy", "--network", "localhost", "--json"], local);
    expect(JSON.parse(deploy.stdout).transactions).to.equal(0);
    const second = await runHardhat(args, local);
    expect(second.status).to.equal(1);
    expect(JSON.parse(second.stdout).error.code).to.equal("ALT_DEMO_PORT_IN_USE");

    command.child.kill("SIGINT");
    const { status, stdout } = await command.ended;
    expect(status).to.equal(0);
    expect((JSON.parse(stdout) as DemoDocument).node?.url).to.equal(url);
    expect(processesMarked(mark)).to.deep.equal([]);
    expect(await rpc(url, "eth_chainId").catch(() => "silence")).to.equal("silence");
  });
});

/** Progress goes to standard error beside a document. Rejects if the command ends before it says so. */
async function untilItSays(command: Command, words: RegExp): Promise<void> {
  await new Promise<void>((resolve, reject) => {
    command.child.stderr?.on("data", (chunk: string) => {
      if (words.test(chunk)) resolve();
    });
    void command.ended.then(({ stderr }) => reject(new Error(stderr)));
  });
}
