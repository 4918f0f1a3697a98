import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { expect } from "chai";
import { network } from "hardhat";
import type { Connection } from "../../test/fixtures/connection.ts";
import { until } from "../../test/helpers/until.ts";
import { startCollector } from "../../test/relay/support/otlp-collector.ts";
import { ask, deployWorld, type World } from "../../test/relay/support/world.ts";
import { freePort, type LocalNode, startNode } from "../../tools/local-node.ts";
import { startFreezingProxy } from "../support/frozen-proxy.ts";

const PROGRAM = path.resolve(import.meta.dirname, "serving-relay.ts");
const PATIENCE = 30_000;

interface Service {
  readonly child: ChildProcess;
  readonly ended: Promise<number | NodeJS.Signals | null>;
  readonly log: () => string;
  get(path: string): Promise<{ readonly status: number; readonly text: string }>;
}

describe("A relay's process, told to stop", () => {
  let node: LocalNode;
  let connection: Connection;
  let world: World;
  let folder: string;
  let running: ChildProcess | undefined;

  before(async () => {
    node = await startNode("anvil");
    connection = await network.create({ network: "localhost", override: { url: node.url } });
    folder = mkdtempSync(path.join(tmpdir(), "althing-stop-"));
  });

  beforeEach(async () => {
    world = await deployWorld(connection);
  });

  afterEach(() => {
    if (running?.exitCode === null && running.signalCode === null) running.kill("SIGKILL");
  });

  after(async () => {
    await connection.close();
    await node.stop();
    rmSync(folder, { recursive: true });
  });

  async function serve(store: string, changes: NodeJS.ProcessEnv = {}): Promise<Service> {
    const port = await freePort();
    const env = {
      ...process.env,
      RPC_URL: node.url,
      ROUTER: world.addresses.router,
      STORE: path.join(folder, store),
      HTTP_PORT: String(port),
      STOP_TIMEOUT_MS: "20000",
      ...changes,
    };
    const child = spawn(process.execPath, ["--import", "tsx", PROGRAM], {
      env,
      stdio: ["ignore", "ignore", "pipe"],
    });
    running = child;
    let text = "";
    child.stderr?.setEncoding("utf8").on("data", (chunk: string) => {
      text += chunk;
    });
    const ended = once(child, "close").then(
      ([code, signal]) => (code ?? signal) as number | NodeJS.Signals | null,
    );
    const get = async (route: string) => {
      const answer = await fetch(`http://127.0.0.1:${port}${route}`);
      return { status: answer.status, text: await answer.text() };
    };
    return { child, ended, get, log: () => text };
  }

  const statusOf = (service: Service, route: string) =>
    service.get(route).then(
      ({ status }) => status,
      () => 0,
    );

  it("ends with 0, tells that it stops, and has served, traced and logged what came before", async () => {
    const collector = await startCollector();
    const service = await serve("served.db", { TRACES: "yes", OTEL_EXPORTER_OTLP_ENDPOINT: collector.url });
    await until(async () => (await statusOf(service, "/ready")) === 200, PATIENCE);
    await ask(world);
    await until(async () => (await service.get("/receipts")).text.includes("Success"), PATIENCE);
    const { text } = await service.get("/metrics");
    expect(text).to.match(/^althing_steps_total\{step="settled"\} 1$/m);
    service.child.kill("SIGTERM");
    expect(await service.ended).to.equal(0);
    expect(collector.spans.map(({ name }) => name)).to.have.members([
      "execute",
      "sign",
      "submit",
      "settle",
      "request",
    ]);
    await collector.close();
    const lines = service
      .log()
      .trim()
      .split("\n")
      .map((line) => JSON.parse(line) as { msg: string });
    expect(lines.at(-1)?.msg).to.equal("relay stopped");
  });

  it("is not ready at once, gives its endpoints no longer than it may, ends with 0, and loses nothing", async () => {
    const proxy = await startFreezingProxy(node.url);
    const service = await serve("frozen.db", { RPC_URL: proxy.url, STOP_TIMEOUT_MS: "2000" });
    await until(async () => (await statusOf(service, "/ready")) === 200, PATIENCE);
    proxy.freeze();
    await ask(world);
    await new Promise((resolve) => setTimeout(resolve, 200));
    const told = Date.now();
    service.child.kill("SIGTERM");
    await until(async () => (await statusOf(service, "/ready")) === 503, 1_500);
    const { text } = await service.get("/ready");
    expect(text).to.contain("ALT_RELAY_STOPPED");
    expect(await statusOf(service, "/health")).to.equal(200);
    expect(await service.ended).to.equal(0);
    expect(Date.now() - told).to.be.within(2_000, 6_000);
    await proxy.close();
    const again = await serve("frozen.db");
    await until(
      async () => (await again.get("/receipts").catch(() => ({ text: "" }))).text.includes("Success"),
      PATIENCE,
    );
    again.child.kill("SIGTERM");
    expect(await again.ended).to.equal(0);
  });

  it("ends with 0 before it has reached the chain too", async () => {
    const service = await serve("early.db", { RPC_URL: "http://127.0.0.1:1" });
    await until(async () => (await statusOf(service, "/ready")) === 503, PATIENCE);
    expect((await service.get("/ready")).text).to.contain("ALT_RELAY_STARTING");
    service.child.kill("SIGTERM");
    expect(await service.ended).to.equal(0);
  });

  for (const second of ["SIGTERM", "SIGINT"] as const) {
    it(`ends at once on a second signal, ${second}`, async () => {
      const proxy = await startFreezingProxy(node.url);
      const service = await serve(`${second}.db`, { RPC_URL: proxy.url });
      await until(async () => (await statusOf(service, "/ready")) === 200, PATIENCE);
      proxy.freeze();
      await new Promise((resolve) => setTimeout(resolve, 200));
      service.child.kill("SIGTERM");
      await until(async () => (await statusOf(service, "/ready")) === 503, 1_500);
      const told = Date.now();
      service.child.kill(second);
      expect(await service.ended).to.equal(second);
      expect(Date.now() - told).to.be.lessThan(1_000);
      await proxy.close();
    });
  }
});
