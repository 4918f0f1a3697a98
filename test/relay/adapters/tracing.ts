import { expect } from "chai";
import { network } from "hardhat";
import { otlpTracing } from "../../../relay/adapters/tracing/tracing.ts";
import { startRelay } from "../../../testing/index.ts";
import { type CollectedSpan, startCollector } from "../support/otlp-collector.ts";
import { askMany, deployWorld } from "../support/world.ts";

const connection = await network.create();
const REQUESTS = 3;

describe("The relay's traces", () => {
  let collector: Awaited<ReturnType<typeof startCollector>>;
  let ids: string[];

  before(async () => {
    collector = await startCollector();
    process.env.OTEL_EXPORTER_OTLP_ENDPOINT = collector.url;
    const tracing = otlpTracing({ now: Date.now });
    delete process.env.OTEL_EXPORTER_OTLP_ENDPOINT;
    const world = await deployWorld(connection);
    const relay = await startRelay(connection, world.addresses, { onProgress: tracing.onProgress });
    await askMany(world, REQUESTS);
    ids = (await relay.settle()).map(({ id }) => id);
    await relay.stop();
    await tracing.close();
  });

  after(() => collector.close());

  const traceOf = (id: string) => collector.spans.filter(({ traceId }) => traceId === id.slice(2, 34));
  const rootOf = (spans: CollectedSpan[]) => spans.filter(({ parentSpanId }) => !parentSpanId);

  it("reach a collector of OTLP over HTTP", () => {
    expect([...collector.paths]).to.deep.equal(["/v1/traces"]);
    expect(ids).to.have.length(REQUESTS);
    expect(collector.spans).to.have.length(REQUESTS * 5);
  });

  it("are one a request, found by its id, with one span a stage", () => {
    for (const id of ids) {
      const spans = traceOf(id);
      expect(spans.map(({ name }) => name)).to.have.members([
        "execute",
        "sign",
        "submit",
        "settle",
        "request",
      ]);
      const [root, ...others] = rootOf(spans);
      expect(others).to.deep.equal([]);
      expect(root).to.include({ name: "request", spanId: id.slice(34, 50) });
      for (const { name, parentSpanId } of spans)
        if (name !== "request") expect(parentSpanId).to.equal(root?.spanId);
    }
  });

  it("have stages that follow one another and fill the whole", () => {
    const [id = ""] = ids;
    const byName = new Map(traceOf(id).map((span) => [span.name, span]));
    const stages = ["execute", "sign", "submit", "settle"].map((name) => byName.get(name));
    for (const [index, stage] of stages.entries()) {
      const before = stages[index - 1];
      const start = before ? before.endTimeUnixNano : byName.get("request")?.startTimeUnixNano;
      expect(stage?.startTimeUnixNano).to.equal(start);
    }
    expect(stages.at(-1)?.endTimeUnixNano).to.equal(byName.get("request")?.endTimeUnixNano);
  });

  it("say what a stage did", () => {
    const submitted = traceOf(ids[0] ?? "").find(({ name }) => name === "submit");
    const keys = submitted?.attributes.map(({ key }) => key);
    expect(keys).to.have.members(["althing.request", "althing.transaction", "althing.nonce"]);
  });
});
