import type { FastifyError, FastifyReply, FastifyRequest } from "fastify";
import { hasZodFastifySchemaValidationErrors } from "fastify-type-provider-zod";
import { type AlthingError, fail, findAlthingError } from "../../../protocol/errors.ts";
import { reasonOf } from "../../domain/retry.ts";
import type { Log } from "../../ports.ts";

const STATUS: Readonly<Record<string, number>> = {
  ALT_HTTP_TOKEN: 401,
  ALT_HTTP_TOKEN_UNSET: 403,
  ALT_HTTP_NOT_FOUND: 404,
  ALT_RELAY_REQUEST_UNKNOWN: 404,
  ALT_RELAY_DEAD_UNKNOWN: 404,
  ALT_RELAY_REPLAY_REFUSED: 409,
  ALT_RELAY_NOT_CONFIRMED: 409,
  ALT_HTTP_TOO_MANY: 429,
  ALT_HTTP_FAULT: 500,
};

/** Answers with an error in the house's form. What is not ours goes to the log and never out. */
export function answerError(log: Log) {
  return (error: FastifyError, request: FastifyRequest, reply: FastifyReply) => {
    const known = findAlthingError(error) ?? refusal(error, request) ?? fault(error, request, log);
    const { code, message, remedy, figures } = known;
    return reply
      .code(STATUS[code] ?? error.statusCode ?? 400)
      .send({ code, message, remedy, figures: plain(figures) });
  };
}

export function answerUnknown(request: FastifyRequest): never {
  throw fail("ALT_HTTP_NOT_FOUND", placeOf(request));
}

/** What Fastify or a plugin says of a request: the client's own fault. */
function refusal(error: FastifyError, request: FastifyRequest): AlthingError | undefined {
  if (/^FST_BEARER_AUTH_/.test(error.code)) return fail("ALT_HTTP_TOKEN", undefined, error);
  if (hasZodFastifySchemaValidationErrors(error) || (error.statusCode ?? 500) < 500)
    return fail("ALT_HTTP_INVALID", { ...placeOf(request), fault: error.message }, error);
  return undefined;
}

function fault(error: FastifyError, request: FastifyRequest, log: Log): AlthingError {
  const figures = placeOf(request);
  log.error({ ...figures, ...reasonOf(error) }, "the HTTP service failed to answer");
  return fail("ALT_HTTP_FAULT", figures, error);
}

/** The path alone: a query may hold what nobody should log. */
function placeOf({ method, url }: FastifyRequest): { method: string; route: string } {
  return { method, route: url.split("?")[0]?.slice(0, 200) ?? "" };
}

function plain(figures: AlthingError["figures"]): Record<string, string | number> {
  return Object.fromEntries(
    Object.entries(figures).map(([name, value]) => [name, typeof value === "bigint" ? String(value) : value]),
  );
}
