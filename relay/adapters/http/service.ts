import bearerAuth from "@fastify/bearer-auth";
import rateLimit from "@fastify/rate-limit";
import swagger from "@fastify/swagger";
import swaggerUi from "@fastify/swagger-ui";
import Fastify, { type FastifyInstance, type onRequestHookHandler } from "fastify";
import { jsonSchemaTransform, serializerCompiler, validatorCompiler } from "fastify-type-provider-zod";
import { fail } from "../../../protocol/errors.ts";
import type { Log } from "../../ports.ts";
import { answerError, answerUnknown } from "./errors.ts";
import { addRoutes, type RouteParts } from "./routes.ts";

export interface HttpServiceOptions extends Omit<RouteParts, "authorize"> {
  readonly log: Log;
  /** What allows changes; without one nothing can be changed over HTTP. */
  readonly token?: string | undefined;
  /** Requests that one address may make in a minute, beside probes. */
  readonly requestsPerMinute?: number;
}

/** Where to listen: `127.0.0.1:8080`. */
export interface HttpAddress {
  readonly host: string;
  readonly port: number;
}

const BODY_BYTES = 16 * 1_024;
const REQUEST_MS = 10_000;
const MINUTE_MS = 60_000;

/** The relay's HTTP service, not listening yet. Its log is the relay's, and holds no headers and no queries. */
export async function httpService(options: HttpServiceOptions): Promise<FastifyInstance> {
  const { log, token, requestsPerMinute = 600, ...parts } = options;
  const service = Fastify({
    bodyLimit: BODY_BYTES,
    requestTimeout: REQUEST_MS,
    forceCloseConnections: true,
    routerOptions: { maxParamLength: 200 },
  });
  service.setValidatorCompiler(validatorCompiler).setSerializerCompiler(serializerCompiler);
  service.setErrorHandler(answerError(log)).setNotFoundHandler(answerUnknown);
  await service.register(rateLimit, {
    max: requestsPerMinute,
    timeWindow: MINUTE_MS,
    errorResponseBuilder: (_request, { max }) =>
      fail("ALT_HTTP_TOO_MANY", { max, seconds: MINUTE_MS / 1_000 }),
  });
  await service.register(swagger, { openapi: DOCUMENT, transform: jsonSchemaTransform });
  await service.register(swaggerUi, { routePrefix: "/docs", staticCSP: true });
  await service.register(bearerAuth, { keys: token === undefined ? [] : [token], addHook: false });
  addRoutes(service, { ...parts, authorize: guardOf(service, token) });
  service.get("/openapi.json", { schema: { hide: true } }, () => service.swagger());
  service.get("/", { schema: { hide: true } }, (_request, reply) => reply.redirect("/docs"));
  return service;
}

/** Starts to listen, and returns the URL. @throws ALT_HTTP_ADDRESS */
export async function listen(service: FastifyInstance, { host, port }: HttpAddress): Promise<string> {
  try {
    return await service.listen({ host, port });
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    throw fail("ALT_HTTP_ADDRESS", { address: `${host}:${port}`, fault: code ?? "it refuses" }, error);
  }
}

/** The comparison takes the same time wherever two tokens differ. */
function guardOf(service: FastifyInstance, token: string | undefined): onRequestHookHandler {
  if (token !== undefined && service.verifyBearerAuth) return service.verifyBearerAuth;
  return ({ method, routeOptions }, _reply, done) =>
    done(fail("ALT_HTTP_TOKEN_UNSET", { method, route: routeOptions.url ?? "" }));
}

const DOCUMENT = {
  openapi: "3.1.0",
  info: {
    title: "Althing relay",
    description: "How a relay is, and what became of requests. Amounts are wei as decimal text.",
    version: "1",
  },
  components: { securitySchemes: { token: { type: "http", scheme: "bearer" } } },
} as const;
