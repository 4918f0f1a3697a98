import type { FastifyInstance, onRequestHookHandler } from "fastify";
import type { ZodTypeProvider } from "fastify-type-provider-zod";
import { z } from "zod";
import { fail } from "../../../protocol/errors.ts";
import type { Hold } from "../../domain/holds.ts";
import { whyNotReady } from "../../domain/readiness.ts";
import type { RelayStatus } from "../../status.ts";
import type { RequestFilter } from "../../store-port.ts";
import type { DeadLetter, StoredRequest } from "../../store-records.ts";
import { addDeadRoutes } from "./dead-routes.ts";
import { addHoldRoutes } from "./hold-routes.ts";
import {
  endedStates,
  errorSchema,
  healthSchema,
  idParameter,
  type ReceiptsQuery,
  readySchema,
  receiptsQuery,
  receiptsSchema,
  requestSchema,
  statusSchema,
} from "./schemas.ts";
import { receiptView, requestView, statusView } from "./views.ts";

/** The relay, as far as the service shows it. */
export interface Served {
  status(): Promise<RelayStatus>;
  request(id: string): Promise<StoredRequest | undefined>;
  requests(filter: RequestFilter): Promise<StoredRequest[]>;
  deadLetters(limit?: number): Promise<DeadLetter[]>;
  deadLetter(id: string): Promise<DeadLetter | undefined>;
  /** Ends the holds that can be confirmed, and returns them. */
  confirm(): Promise<readonly Hold[]>;
  /** Returns those of them that can still be in time. */
  replay(ids: readonly string[]): Promise<string[]>;
}

/** Prometheus' text, and its type. */
export interface Metrics {
  readonly contentType: string;
  text(): Promise<string>;
}

export interface RouteParts {
  readonly served: Served;
  readonly metrics: Metrics;
  /** Blocks behind the chain's head from which on the relay is not ready. */
  readonly maxBlocksBehind: number;
  /** Refuses whoever lacks the token: for routes that change something. */
  readonly authorize: onRequestHookHandler;
}

/** Probes and scrapes come from one address too, and must not starve when somebody else there asks a lot. */
const PROBE = { rateLimit: { max: 600, timeWindow: 60_000 } };

/** Every route, declared once. */
export function addRoutes(service: FastifyInstance, parts: RouteParts): void {
  const { served, metrics, maxBlocksBehind } = parts;
  addDeadRoutes(service, parts);
  addHoldRoutes(service, parts);
  const app = service.withTypeProvider<ZodTypeProvider>();

  app.get("/health", {
    config: PROBE,
    schema: { summary: "Whether the process is alive", tags: ["probes"], response: { 200: healthSchema } },
    handler: async () => ({ alive: true as const }),
  });

  app.get("/ready", {
    config: PROBE,
    schema: {
      summary: "Whether the relay serves requests, and why not",
      tags: ["probes"],
      response: { 200: readySchema, 503: readySchema },
    },
    handler: async (_request, reply) => {
      const readiness = readinessOf(await served.status());
      return reply.code(readiness.ready ? 200 : 503).send(readiness);
    },
  });

  app.get("/metrics", {
    config: PROBE,
    schema: {
      summary: "Metrics in Prometheus' text format",
      tags: ["probes"],
      response: { 200: z.string() },
    },
    handler: async (_request, reply) => reply.type(metrics.contentType).send(await metrics.text()),
  });

  app.get("/status", {
    schema: { summary: "How the relay is", tags: ["relay"], response: { 200: statusSchema } },
    handler: async () => {
      const status = await served.status();
      return { ...readinessOf(status), ...statusView(status) };
    },
  });

  app.get("/requests/:id", {
    schema: {
      summary: "One request, wherever it stands",
      tags: ["relay"],
      params: idParameter,
      response: { 200: requestSchema, 404: errorSchema },
    },
    handler: async ({ params: { id } }) => {
      const request = await served.request(id.toLowerCase());
      if (!request) throw fail("ALT_RELAY_REQUEST_UNKNOWN", { id });
      return requestView(request);
    },
  });

  app.get("/receipts", {
    schema: {
      summary: "Requests that ended on chain, newest first, page by page",
      tags: ["relay"],
      querystring: receiptsQuery,
      response: { 200: receiptsSchema, 400: errorSchema },
    },
    handler: async ({ query }) => pageOf(await served.requests(filterOf(query)), query.limit),
  });

  function readinessOf(status: RelayStatus) {
    const reasons = whyNotReady(status, maxBlocksBehind);
    return { ready: reasons.length === 0, reasons };
  }
}

/** One more than the page shows, to know whether there is another. */
function filterOf({ state, consumer, limit, before }: ReceiptsQuery): RequestFilter {
  const [blockNumber, logIndex] = before?.split("-").map(Number) ?? [];
  return {
    states: state ? [state] : endedStates,
    limit: limit + 1,
    ...(consumer === undefined ? {} : { consumer }),
    ...(blockNumber === undefined || logIndex === undefined ? {} : { before: { blockNumber, logIndex } }),
  };
}

function pageOf(found: readonly StoredRequest[], limit: number) {
  const shown = found.slice(0, limit);
  const last = found.length > limit ? shown.at(-1) : undefined;
  return {
    receipts: shown.flatMap((request) => receiptView(request) ?? []),
    next: last ? `${last.blockNumber}-${last.logIndex}` : null,
  };
}
