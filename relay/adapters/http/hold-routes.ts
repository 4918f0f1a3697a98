import type { FastifyInstance } from "fastify";
import type { ZodTypeProvider } from "fastify-type-provider-zod";
import { fail } from "../../../protocol/errors.ts";
import { canBeConfirmed, type Hold } from "../../domain/holds.ts";
import type { RouteParts } from "./routes.ts";
import { confirmBody, errorSchema, holdsSchema } from "./schemas.ts";
import { holdView } from "./views.ts";

/** Why nothing is signed: to look at, and, with the token, to confirm. */
export function addHoldRoutes(
  service: FastifyInstance,
  { served, authorize }: Pick<RouteParts, "served" | "authorize">,
): void {
  const app = service.withTypeProvider<ZodTypeProvider>();

  app.get("/holds", {
    schema: { summary: "Why nothing is signed", tags: ["holds"], response: { 200: holdsSchema } },
    handler: async () => ({ holds: (await served.status()).holds.map(holdView) }),
  });

  app.post("/holds/confirm", {
    onRequest: authorize,
    schema: {
      summary: "Lets the relay sign again, as `relay confirm` does",
      tags: ["holds"],
      security: [{ token: [] }],
      body: confirmBody,
      response: { 200: holdsSchema, 400: errorSchema, 401: errorSchema, 403: errorSchema, 409: errorSchema },
    },
    handler: async ({ body }) => {
      requireSame(body.codes, (await served.status()).holds.filter(canBeConfirmed));
      return { holds: (await served.confirm()).map(holdView) };
    },
  });
}

/** Whoever confirms has to say what: another hold may have come since it was looked. */
function requireSame(codes: readonly string[], holds: readonly Hold[]): void {
  const found = new Set(holds.map(({ code }) => code));
  if (found.size === new Set(codes).size && codes.every((code) => found.has(code))) return;
  throw fail("ALT_RELAY_NOT_CONFIRMED", { codes: [...found].join(", ") || "none that can be confirmed" });
}
