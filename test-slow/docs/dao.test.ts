import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { expect } from "chai";
import { freePort } from "../../tools/local-node.ts";
import { beginsLike, isLike } from "../readme/likeness.ts";
import { type Step, stepsOf } from "../readme/story.ts";
import { type Finished, interrupt, type Running, start } from "../setup/checkout.ts";
import { projectRoot } from "../setup/machine.ts";

const SECTION = "## Let a function work out who is paid\n";
const PATIENCE_MS = 60_000;

const page = readFileSync(path.join(projectRoot, "docs/dao.md"), "utf8");
const steps = stepsOf((page.split(SECTION)[1] ?? "").split("\n## ")[0] ?? "");

// What a reader does who follows the section in this checkout, at a node and with files of their own.
describe("docs/dao.md: a function works out who is paid", () => {
  const background: Running[] = [];
  const reports = path.join(projectRoot, "reports");
  let folder: string;
  let deployments: string;
  let port: number;

  before(async () => {
    mkdirSync(reports, { recursive: true });
    // Within the project: what the page's file imports is found from there.
    folder = mkdtempSync(path.join(reports, "dao-"));
    deployments = mkdtempSync(path.join(tmpdir(), "althing-dao-"));
    port = await freePort();
  });

  after(async () => {
    await Promise.all(background.map(interrupt));
    for (const made of [folder, deployments]) rmSync(made, { recursive: true });
  });

  it("has a file to write and commands to run", () => {
    expect(steps.filter(({ kind }) => kind === "file")).to.have.length(1);
    expect(steps.filter(({ kind }) => kind === "command")).to.have.length.of.at.least(15);
  });

  for (const step of steps) {
    it(step.kind === "file" ? `writes ${step.path}` : `$ ${step.command}`, () => take(step));
  }

  async function take(step: Step): Promise<void> {
    if (step.kind === "file") return writeFileSync(path.join(folder, step.path), step.text);
    if (step.background) return leaveRunning(step.command, step.expected);
    const { code, stdout, stderr } = await answered(step.command, step.expected);
    expect(code, stdout + stderr).to.equal(0);
    if (!isLike(stdout, step.expected)) expect(stdout).to.equal(step.expected);
  }

  async function leaveRunning(command: string, expected: string): Promise<void> {
    const running = shell(command);
    background.push(running);
    const deadline = Date.now() + PATIENCE_MS;
    while (running.printed() === "" || !beginsLike(running.printed(), expected)) {
      if (Date.now() > deadline) expect(running.printed()).to.equal(expected);
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
  }

  /** The relay takes a moment to answer: until then a mandate's command is repeated, as its reader would. */
  async function answered(command: string, expected: string): Promise<Finished> {
    const deadline = Date.now() + PATIENCE_MS;
    for (;;) {
      const finished = await shell(command).done;
      const isAwaited = command.startsWith("npx hardhat dao mandate ") && !isLike(finished.stdout, expected);
      if (!isAwaited || Date.now() > deadline) return finished;
    }
  }

  function shell(command: string): Running {
    const here = command
      .replace(/^npx hardhat node/, `$& --port ${port}`)
      .replace("relay start", `$& --store ${path.join(deployments, "relay.db")}`)
      .replace("pay-contributors.ts", path.join(folder, "pay-contributors.ts"));
    const { ALTHING_REPORTS: _, ...inherited } = process.env;
    const env = {
      ...inherited,
      NO_COLOR: "1",
      ALTHING_LOCALHOST_URL: `http://127.0.0.1:${port}`,
      ALTHING_DEPLOYMENTS: deployments,
    };
    return start(projectRoot, env, ["bash", "-c", here]);
  }
});
