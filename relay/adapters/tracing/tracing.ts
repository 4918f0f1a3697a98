import {
  type Attributes,
  ROOT_CONTEXT,
  SpanStatusCode,
  TraceFlags,
  type Tracer,
  trace,
} from "@opentelemetry/api";
import { OTLPTraceExporter } from "@opentelemetry/exporter-trace-otlp-http";
import { resourceFromAttributes } from "@opentelemetry/resources";
import { BatchSpanProcessor, TracerProvider } from "@opentelemetry/sdk-trace";
import { type Journey, Journeys, type Leg } from "../../domain/journey.ts";
import type { Clock } from "../../ports.ts";
import type { OnProgress, Progress } from "../../progress.ts";
import { RequestIds } from "./request-ids.ts";

const MOST_JOURNEYS = 100_000;

/**
 * One trace a request, one span a stage. Ids of traces and of their root spans derive from the request's id, so that a
 * trace can be found by it, and operators' spans of one request meet in one trace. Where they go stands in the
 * environment, under OpenTelemetry's own names (OTEL_EXPORTER_OTLP_ENDPOINT, OTEL_EXPORTER_OTLP_HEADERS, …).
 */
export function otlpTracing(clock: Clock) {
  const ids = new RequestIds();
  const provider = new TracerProvider({
    idGenerator: ids,
    resource: resourceFromAttributes({ "service.name": process.env.OTEL_SERVICE_NAME ?? "althing-relay" }),
    spanProcessors: [new BatchSpanProcessor({ exporter: new OTLPTraceExporter() })],
  });
  const tracer = provider.getTracer("althing-relay");
  const journeys = new Journeys(MOST_JOURNEYS);
  const onProgress: OnProgress = (progress) => {
    const { legs, ended } = journeys.take(progress, clock.now());
    for (const leg of legs) addStage(tracer, leg, attributesOf(progress));
    for (const journey of ended) addRoot(tracer, ids, journey);
  };
  return { onProgress, close: () => provider.shutdown() };
}

function addStage(tracer: Tracer, { id, stage, from, to }: Leg, attributes: Attributes): void {
  const parent = trace.setSpanContext(ROOT_CONTEXT, { ...RequestIds.of(id), traceFlags: TraceFlags.SAMPLED });
  tracer
    .startSpan(stage, { startTime: from, attributes: { "althing.request": id, ...attributes } }, parent)
    .end(to);
}

function addRoot(tracer: Tracer, ids: RequestIds, { id, end, from, to }: Journey): void {
  const attributes = { "althing.request": id, "althing.end": end };
  const span = ids.forRequest(id, () =>
    tracer.startSpan("request", { root: true, startTime: from, attributes }),
  );
  if (end !== "settled") span.setStatus({ code: SpanStatusCode.ERROR, message: end });
  span.end(to);
}

function attributesOf(progress: Progress): Attributes {
  switch (progress.type) {
    case "executed":
      return { "althing.outcome": progress.outcome, "althing.fuel": String(progress.fuelUsed) };
    case "signed":
      return { "althing.epoch": String(progress.epoch), "althing.receipts": progress.ids.length };
    case "submitted":
      return { "althing.transaction": progress.transactionHash, "althing.nonce": progress.nonce };
    case "settled":
      return { "althing.transaction": progress.transactionHash };
    default:
      return {};
  }
}
