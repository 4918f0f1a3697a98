import type { FastifyInstance } from "fastify";
import type { ZodTypeProvider } from "fastify-type-provider-zod";
import { fail } from "../../../protocol/errors.ts";
import type { DeadLetter } from "../../store-records.ts";
import type { RouteParts, Served } from "./routes.ts";
import {
  deadLetterSchema,
  deadLettersSchema,
  deadQuery,
  errorSchema,
  idParameter,
  replayedSchema,
} from "./schemas.ts";
import { deadLetterView } from "./views.ts";

/** Requests that were given up: to look at, and, with the token, to try again. */
export function addDeadRoutes(
  service: FastifyInstance,
  { served, authorize }: Pick<RouteParts, "served" | "authorize">,
): void {
  const app = service.withTypeProvider<ZodTypeProvider>();

  app.get("/dead", {
    schema: {
      summary: "Requests that the relay gave up for good, newest first",
      tags: ["dead letters"],
      querystring: deadQuery,
      response: { 200: deadLettersSchema, 400: errorSchema },
    },
    handler: async ({ query: { limit } }) => ({
      dead: (await served.deadLetters(limit)).map(deadLetterView),
    }),
  });

  app.get("/dead/:id", {
    schema: {
      summary: "Why a request was given up",
      tags: ["dead letters"],
      params: idParameter,
      response: { 200: deadLetterSchema, 404: errorSchema },
    },
    handler: async ({ params }) => deadLetterView(await letterOf(served, params.id)),
  });

  app.post("/dead/:id/replay", {
    onRequest: authorize,
    schema: {
      summary: "Gives a request another chance",
      tags: ["dead letters"],
      security: [{ token: [] }],
      params: idParameter,
      response: {
        200: replayedSchema,
        401: errorSchema,
        403: errorSchema,
        404: errorSchema,
        409: errorSchema,
      },
    },
    handler: async ({ params }) => {
      const { id, state, deadline } = await letterOf(served, params.id);
      const [replayed] = await served.replay([id]);
      if (replayed === undefined) throw fail("ALT_RELAY_REPLAY_REFUSED", { id, state, deadline });
      return { replayed };
    },
  });
}

async function letterOf(served: Served, id: string): Promise<DeadLetter> {
  const letter = await served.deadLetter(id.toLowerCase());
  if (!letter) throw fail("ALT_RELAY_DEAD_UNKNOWN", { id });
  return letter;
}
