import { readFileSync, rmSync } from "node:fs";
import { mkdir, writeFile } from "node:fs/promises";
import path from "node:path";
import { expect } from "chai";
import { freePort } from "../../tools/local-node.ts";
import { checkOut, interrupt, type Running, start } from "../setup/checkout.ts";
import { projectRoot } from "../setup/machine.ts";
import { beginsLike, isLike } from "./likeness.ts";
import { type Step, stepsOf } from "./story.ts";

const PATIENCE_MS = 60_000;

const steps = stepsOf(readFileSync(path.join(projectRoot, "README.md"), "utf8"));

// What a reader does who takes every step of the page in its order, in a folder of their own.
describe("README.md", () => {
  const background: Running[] = [];
  let folder: string;
  let port: number;

  before("a fresh checkout", async function () {
    this.timeout(300_000);
    folder = checkOut();
    port = await freePort();
    const { code, stderr } = await shell("npm run setup").done;
    expect(code, stderr).to.equal(0);
  });

  after(async () => {
    await Promise.all(background.map(interrupt));
    rmSync(folder, { recursive: true, force: true });
  });

  it("has files to write and commands to run", () => {
    expect(steps.filter(({ kind }) => kind === "file")).to.have.length.of.at.least(3);
    expect(steps.filter(({ kind }) => kind === "command")).to.have.length.of.at.least(10);
  });

  for (const step of steps) {
    it(step.kind === "file" ? `writes ${step.path}` : `$ ${step.command}`, () => take(step));
  }

  async function take(step: Step): Promise<void> {
    if (step.kind === "file") await write(step.path, step.text);
    else if (step.background) await leaveRunning(step.command, step.expected);
    else await runToEnd(step.command, step.expected);
  }

  async function write(file: string, text: string): Promise<void> {
    const target = path.join(folder, file);
    await mkdir(path.dirname(target), { recursive: true });
    await writeFile(target, text);
  }

  async function runToEnd(command: string, expected: string): Promise<void> {
    const { code, stdout, stderr } = await shell(command).done;
    expect(code, stderr).to.equal(0);
    if (!isLike(stdout, expected)) expect(stdout).to.equal(expected);
  }

  async function leaveRunning(command: string, expected: string): Promise<void> {
    const running = shell(command);
    background.push(running);
    const deadline = Date.now() + PATIENCE_MS;
    while (!beginsLike(running.printed(), expected)) {
      if (Date.now() > deadline) expect(running.printed()).to.equal(expected);
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
  }

  /** As the page says it, but on a port that is free here. */
  function shell(command: string): Running {
    const elsewhere = command.replace(/^npx hardhat node/, `$& --port ${port}`);
    // Reports of these tests are this test's own business, and none of CI's.
    const { ALTHING_REPORTS: _, ...inherited } = process.env;
    const env = { ...inherited, NO_COLOR: "1", ALTHING_LOCALHOST_URL: `http://127.0.0.1:${port}` };
    return start(folder, env, ["bash", "-c", elsewhere]);
  }
});
