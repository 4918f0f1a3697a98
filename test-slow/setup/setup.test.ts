import { existsSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { expect } from "chai";
import { checkOut, type Finished, run, start } from "./checkout.ts";
import { machineWithNode, nodeBinary, scratch } from "./machine.ts";

const SETUP = ["npm", "run", "--silent", "setup"];
const HOST_20 = 20;
const HOST_24 = 24;

// Opens a simulated network, which needs Hardhat's native package; `hardhat --version` would not.
const PROBE = `
  import { network } from "hardhat";
  const { ethers } = await network.create();
  console.log(JSON.stringify({ node: process.versions.node, block: await ethers.provider.getBlockNumber() }));
`;

const disposable: string[] = [];

/** A folder that goes with its test: packages fill most of a gigabyte. */
function forThisTest(folder: string): string {
  disposable.push(folder);
  return folder;
}

const setUp = (folder: string, env: NodeJS.ProcessEnv): Promise<Finished> => run(folder, env, ...SETUP);

function expectSuccess(result: Finished): void {
  expect(result.code, result.stderr + result.stdout).to.equal(0);
}

/** Runs Hardhat as a user does, by plain npx on the host's own PATH. */
async function expectHardhatWorks(folder: string, env: NodeJS.ProcessEnv): Promise<void> {
  writeFileSync(join(folder, "probe.ts"), PROBE);
  const result = await run(folder, env, "npx", "hardhat", "run", "--no-compile", "probe.ts");
  expectSuccess(result);
  const report = JSON.parse(result.stdout.trim()) as { node: string; block: number };
  expect(report.block).to.equal(0);
  expect(Number.parseInt(report.node, 10)).to.be.at.least(24);
}

async function expectNothingToDo(folder: string, env: NodeJS.ProcessEnv): Promise<void> {
  const result = await setUp(folder, env);
  expectSuccess(result);
  expect(result.stderr.replaceAll(/^npm warn Unknown user config.*\n/gm, "")).to.equal("");
}

async function expectRepaired(folder: string, env: NodeJS.ProcessEnv): Promise<void> {
  expectSuccess(await setUp(folder, env));
  await expectHardhatWorks(folder, env);
  await expectNothingToDo(folder, env);
}

describe("set-up", () => {
  afterEach(() => {
    for (const folder of disposable.splice(0)) rmSync(folder, { recursive: true, force: true });
  });

  describe("on a host with Node 20", () => {
    let host: NodeJS.ProcessEnv;
    let folder: string;

    before(async () => {
      host = machineWithNode(HOST_20);
      folder = checkOut();
    });

    after(() => rmSync(folder, { recursive: true }));

    // Each test starts from a folder that is set up, alone as in a row.
    beforeEach(async () => expectSuccess(await setUp(folder, host)));

    it("makes a fresh checkout work with an empty npm cache, and leaves standard output alone", async () => {
      const fresh = forThisTest(checkOut());
      const env = { ...host, npm_config_cache: forThisTest(join(scratch, "empty-cache")) };
      const result = await setUp(fresh, env);
      expectSuccess(result);
      expect(result.stdout).to.equal("");
      expect(result.stderr).to.not.match(
        /ExperimentalWarning|npm (warn (?!Unknown user config)|notice|error)/,
      );
      await expectHardhatWorks(fresh, host);
    });

    it("takes under a second when nothing is to be done", async () => {
      await expectNothingToDo(folder, host);
      const { milliseconds } = await run(folder, host, "node", "setup/setup.cjs");
      expect(milliseconds).to.be.below(1000);
    });

    it("repairs what `npm install` by the old Node took away", async () => {
      expectSuccess(await run(folder, host, "npm", "install", "--loglevel=error"));
      await expectRepaired(folder, host);
    });

    it("repairs what `npm ci` by the old Node left out", async () => {
      expectSuccess(await run(folder, host, "npm", "ci", "--loglevel=error"));
      await expectRepaired(folder, host);
    });

    it("brings Node back after an `npm ci` that ran on it and deleted it", async () => {
      const env = { ...host, PATH: `${join(folder, "node_modules", ".bin")}:${host.PATH}` };
      expectSuccess(await run(folder, env, "npm", "ci", "--loglevel=error"));
      expect(existsSync(join(folder, "node_modules", ".bin", "node"))).to.equal(false);
      await expectRepaired(folder, host);
    });

    it("starts over when node_modules is gone", async () => {
      rmSync(join(folder, "node_modules"), { recursive: true });
      await expectRepaired(folder, host);
    });

    for (const seconds of [1, 4, 9, 14]) {
      it(`goes on after everything was killed ${seconds} s into it`, async () => {
        rmSync(join(folder, "node_modules"), { recursive: true, force: true });
        rmSync(join(folder, ".setup"), { recursive: true, force: true });
        const first = start(folder, host, SETUP);
        await Promise.race([sleep(seconds * 1000), first.done]);
        killGroup(first.pid);
        await first.done;
        await expectRepaired(folder, host);
      });
    }

    it("waits for an npm that a killed set-up left behind", async () => {
      rmSync(join(folder, "node_modules"), { recursive: true, force: true });
      const first = start(folder, host, ["node", "setup/setup.cjs"]);
      await waitFor(() => lockHolders(folder).length === 2);
      process.kill(first.pid, "SIGKILL");
      await expectRepaired(folder, host);
      expect(lockHolders(folder)).to.deep.equal([]);
    });

    it("stops on Ctrl-C, and goes on the next time", async () => {
      rmSync(join(folder, "node_modules"), { recursive: true, force: true });
      const first = start(folder, host, ["node", "setup/setup.cjs"]);
      await waitFor(() => lockHolders(folder).length === 2);
      process.kill(-first.pid, "SIGINT");
      expect((await first.done).code).to.equal(130);
      await expectRepaired(folder, host);
    });

    it("lets two set-ups that start at once take turns", async () => {
      rmSync(join(folder, "node_modules"), { recursive: true, force: true });
      const results = await Promise.all([setUp(folder, host), setUp(folder, host)]);
      results.forEach(expectSuccess);
      expect(results.filter(({ stderr }) => stderr.includes("Installing"))).to.have.length(1);
      await expectHardhatWorks(folder, host);
    });

    it("brings an npm along where the machine's is too old", async () => {
      await expectRepaired(forThisTest(checkOut()), machineWithNode(HOST_20, 9));
    });

    it("shows npm's error and a remedy when an install fails", async () => {
      const broken = forThisTest(checkOut());
      const env = { ...host, npm_config_cache: join(scratch, "no-cache"), npm_config_fetch_retries: "0" };
      const result = await setUp(broken, { ...env, npm_config_registry: "http://127.0.0.1:9/" });
      expect(result.code).to.equal(1);
      expect(result.stderr).to.include("ECONNREFUSED").and.to.include("registry");
      await expectRepaired(broken, host);
    });
  });

  describe("on a host with Node 24", () => {
    it("installs with the host's Node, and fetches none", async () => {
      const host = machineWithNode(HOST_24);
      const folder = forThisTest(checkOut());
      await expectRepaired(folder, host);
      expect(existsSync(join(folder, "node_modules", ".bin", "node"))).to.equal(false);
    });

    it("accepts an install by hand", async () => {
      const host = machineWithNode(HOST_24);
      const folder = forThisTest(checkOut());
      expectSuccess(await run(folder, host, "npm", "ci", "--loglevel=error"));
      await expectNothingToDo(folder, host);
      await expectHardhatWorks(folder, host);
    });
  });

  it("tells a Node that is too old so in one line", async () => {
    const result = await run(
      forThisTest(checkOut()),
      machineWithNode(HOST_20),
      nodeBinary(8),
      "setup/setup.cjs",
    );
    expect(result.code).to.equal(1);
    expect(result.stdout).to.equal("");
    expect(result.stderr.trimEnd().split("\n")).to.have.length(1);
    expect(result.stderr).to.include("Node 20");
  });
});

function lockHolders(folder: string): string[] {
  const lock = join(folder, ".setup", "lock");
  return existsSync(lock) ? readdirSync(lock) : [];
}

async function waitFor(condition: () => boolean): Promise<void> {
  while (!condition()) await sleep(20);
}

function killGroup(pid: number): void {
  try {
    process.kill(-pid, "SIGKILL");
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "ESRCH") throw error;
  }
}
