import { httpService } from "../../../relay/adapters/http/service.ts";
import { silentLog } from "../../../relay/adapters/pino/log.ts";
import type { TestRelay } from "../../../testing/index.ts";

export const TOKEN = "a token that nobody guesses";

/** The HTTP service of a relay, as tests have it where they say nothing else. */
export function serviceOf({ relay }: TestRelay, changes: Partial<Parameters<typeof httpService>[0]> = {}) {
  return httpService({
    served: relay,
    metrics: { contentType: "text/plain; version=0.0.4", text: async () => "# none\n" },
    maxBlocksBehind: 50,
    log: silentLog,
    token: TOKEN,
    ...changes,
  });
}
