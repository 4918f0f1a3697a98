import { expect } from "chai";
import { id as hashOf } from "ethers";
import type { FastifyInstance } from "fastify";
import { network } from "hardhat";
import { startRelay, type TestRelay } from "../../../testing/index.ts";
import { serviceOf } from "../support/http.ts";
import { askMany, deployWorld, type World } from "../support/world.ts";

const connection = await network.create();
const REQUESTS = 5;

/** Every key of a document, wherever it is. */
function numbersIn(value: unknown): number[] {
  if (typeof value === "number") return [value];
  return typeof value === "object" && value !== null ? Object.values(value).flatMap(numbersIn) : [];
}

describe("The HTTP service", () => {
  let world: World;
  let relay: TestRelay;
  let service: FastifyInstance;

  const serve = (changes: Parameters<typeof serviceOf>[1] = {}) => serviceOf(relay, changes);
  const get = async (url: string) => {
    const { statusCode, body } = await service.inject(url);
    return { statusCode, ...JSON.parse(body) };
  };

  before(async () => {
    world = await deployWorld(connection);
    relay = await startRelay(connection, world.addresses);
    await askMany(world, REQUESTS);
    await relay.settle();
    service = await serve();
  });

  after(async () => {
    await service.close();
    await relay.stop();
  });

  it("says that it is alive, and ready", async () => {
    expect(await get("/health")).to.deep.equal({ statusCode: 200, alive: true });
    expect(await get("/ready")).to.deep.equal({ statusCode: 200, ready: true, reasons: [] });
  });

  it("shows how the relay is, amounts as decimal text", async () => {
    const status = await get("/status");
    expect(status).to.include({ statusCode: 200, phase: "running", ready: true });
    expect(status.requests).to.include({ settled: REQUESTS, seen: 0 });
    const balance = await connection.ethers.provider.getBalance(world.wallets[0]?.address ?? "");
    expect(status.senders[0].balance).to.equal(String(balance));
    expect(status.latest).to.have.length(REQUESTS);
    for (const number of numbersIn(status)) expect(Number.isSafeInteger(number)).to.equal(true);
  });

  it("shows a request with its execution and its receipt", async () => {
    const [stored] = await relay.relay.requests({ limit: 1 });
    const shown = await get(`/requests/${stored?.id}`);
    expect(shown).to.include({ statusCode: 200, id: stored?.id, state: "settled", reason: null });
    expect(shown.consumer).to.equal(await world.consumer.getAddress());
    expect(shown.execution).to.include({ outcome: "Success", fuelUsed: String(stored?.execution?.fuelUsed) });
    expect(BigInt(shown.receipt.charged) + BigInt(shown.receipt.refunded)).to.equal(BigInt(shown.escrow));
  });

  it("answers for a request that nobody made with a code", async () => {
    const id = hashOf("nobody's");
    const { statusCode, ...error } = await get(`/requests/${id}`);
    expect(statusCode).to.equal(404);
    expect(error).to.include({ code: "ALT_RELAY_REQUEST_UNKNOWN" });
    expect(error.figures).to.deep.equal({ id });
  });

  it("lists receipts page by page, newest first, each once", async () => {
    const seen: string[] = [];
    let page = await get("/receipts?limit=2");
    for (;;) {
      expect(page.statusCode).to.equal(200);
      expect(page.receipts.length).to.be.lessThanOrEqual(2);
      seen.push(...page.receipts.map(({ id }: { id: string }) => id));
      if (page.next === null) break;
      page = await get(`/receipts?limit=2&before=${page.next}`);
    }
    const stored = await relay.relay.requests({ states: ["settled"] });
    expect(seen).to.deep.equal(stored.map(({ id }) => id));
  });

  it("lists the receipts of one consumer, or of one ending", async () => {
    const consumer = await world.consumer.getAddress();
    expect((await get(`/receipts?consumer=${consumer.toLowerCase()}`)).receipts).to.have.length(REQUESTS);
    expect((await get(`/receipts?consumer=${world.payer.address}`)).receipts).to.deep.equal([]);
    expect((await get("/receipts?state=expired")).receipts).to.deep.equal([]);
  });

  const refused = {
    "/requests/0x12": "ALT_HTTP_INVALID",
    "/receipts?limit=201": "ALT_HTTP_INVALID",
    "/receipts?before=1": "ALT_HTTP_INVALID",
    "/receipts?state=seen": "ALT_HTTP_INVALID",
  };
  for (const [url, code] of Object.entries(refused)) {
    it(`refuses ${url}`, async () => {
      const { statusCode, ...error } = await get(url);
      expect(statusCode).to.equal(400);
      expect(error).to.have.all.keys("code", "message", "remedy", "figures");
      expect(error.code).to.equal(code);
      expect(error.figures.route).to.equal(url.split("?")[0]);
    });
  }

  it("knows no other routes", async () => {
    const { statusCode, code, figures } = await get("/nothing?secret=1");
    expect({ statusCode, code, figures }).to.deep.equal({
      statusCode: 404,
      code: "ALT_HTTP_NOT_FOUND",
      figures: { method: "GET", route: "/nothing" },
    });
  });

  it("makes OpenAPI from its routes", async () => {
    const document = await get("/openapi.json");
    expect(Object.keys(document.paths)).to.include.members([
      "/health",
      "/ready",
      "/metrics",
      "/status",
      "/requests/{id}",
      "/receipts",
    ]);
    const { parameters } = document.paths["/receipts"].get;
    expect(parameters.map(({ name }: { name: string }) => name)).to.have.members([
      "state",
      "consumer",
      "limit",
      "before",
    ]);
  });

  it("serves the page of it with nothing from elsewhere", async () => {
    const { statusCode, body, headers } = await service.inject("/docs/");
    expect(statusCode).to.equal(200);
    expect(headers["content-security-policy"]).to.contain("default-src 'self'");
    const resources = [...body.matchAll(/(?:src|href)="([^"]+)"/g)].map(([, resource = ""]) => resource);
    expect(resources.length).to.be.greaterThan(2);
    for (const resource of resources) {
      expect(resource).to.match(/^(\.\/|\/docs\/)/);
      const path = resource.replace(/^\.\//, "/docs/");
      expect((await service.inject(path)).statusCode, path).to.equal(200);
    }
  });

  it("bounds how often one address asks, and probes by themselves", async () => {
    const strict = await serve({ requestsPerMinute: 2 });
    const statuses = [];
    for (let i = 0; i < 3; i++) statuses.push((await strict.inject("/status")).statusCode);
    expect(statuses).to.deep.equal([200, 200, 429]);
    const { body } = await strict.inject("/status");
    expect(JSON.parse(body)).to.deep.include({ code: "ALT_HTTP_TOO_MANY", figures: { max: 2, seconds: 60 } });
    expect((await strict.inject("/health")).statusCode).to.equal(200);
    await strict.close();
  });

  it("is not ready while a stage fails, and says why", async () => {
    const problems = { watch: { code: "ALT_RELAY_RPC_UNTRUE", message: "an answer cannot be true" } };
    const failing = { ...(await relay.relay.status()), problems };
    const other = await serve({ served: { ...servedBy(relay), status: async () => failing } });
    const { statusCode, body } = await other.inject("/ready");
    expect(statusCode).to.equal(503);
    expect(JSON.parse(body)).to.deep.equal({ ready: false, reasons: [problems.watch] });
    await other.close();
  });

  it("is not ready while it is far behind, without endpoints, on hold, before it started, and once it stops", async () => {
    const now = await relay.relay.status();
    const ahead = { number: (now.cursor?.number ?? 0) + 51, hash: hashOf("far"), timestamp: 0n };
    const hold = { code: "ALT_RELAY_LEASE_AHEAD", message: "an old copy", since: 1 };
    const errors = {
      timeout: 3,
      connection: 0,
      status: 0,
      rateLimit: 0,
      senseless: 0,
      wrongChain: 0,
      behind: 0,
    };
    const health = {
      leads: true,
      weight: 1,
      calls: 3,
      disagreements: 0,
      latencyMs: undefined,
      head: undefined,
    };
    const endpoint = { name: "rpc.example", state: "open" as const, errors, ...health };
    const cases = [
      [{ head: ahead }, "ALT_RELAY_BEHIND"],
      [{ endpoints: [endpoint] }, "ALT_RELAY_ENDPOINTS_DOWN"],
      [{ holds: [hold] }, "ALT_RELAY_LEASE_AHEAD"],
      [{ phase: "starting" as const }, "ALT_RELAY_STARTING"],
      [{ phase: "stopping" as const }, "ALT_RELAY_STOPPED"],
    ] as const;
    for (const [changes, code] of cases) {
      const status = async () => ({ ...now, ...changes });
      const other = await serve({ served: { ...servedBy(relay), status } });
      const { statusCode, body } = await other.inject("/ready");
      expect([statusCode, JSON.parse(body).reasons[0].code]).to.deep.equal([503, code]);
      await other.close();
    }
  });

  it("keeps what went wrong inside to itself", async () => {
    const status = () => Promise.reject(new Error("https://user:s3cret@rpc.example"));
    const other = await serve({ served: { ...servedBy(relay), status } });
    const { statusCode, body } = await other.inject("/status");
    expect(statusCode).to.equal(500);
    expect(JSON.parse(body).code).to.equal("ALT_HTTP_FAULT");
    expect(body).to.not.contain("s3cret");
    await other.close();
  });
});

function servedBy({ relay }: TestRelay) {
  return {
    status: () => relay.status(),
    request: (id: string) => relay.request(id),
    requests: (filter: Parameters<typeof relay.requests>[0]) => relay.requests(filter),
    deadLetters: (limit?: number) => relay.deadLetters(limit),
    deadLetter: (id: string) => relay.deadLetter(id),
    replay: (ids: readonly string[]) => relay.replay(ids),
    confirm: () => relay.confirm(),
  };
}
