import type { StatusView } from "../../relay/adapters/http/schemas.ts";

/** What only a running relay knows of itself. */
export type RunningRelay = Pick<StatusView, "phase" | "ready" | "reasons" | "endpoints">;

const PATIENCE_MS = 1_500;

/** Asks the relay's HTTP service; undefined where none answers. */
export async function askRelay({
  host,
  port,
}: {
  readonly host: string;
  readonly port: number;
}): Promise<RunningRelay | undefined> {
  try {
    const answer = await fetch(`http://${reachable(host)}:${port}/status`, {
      signal: AbortSignal.timeout(PATIENCE_MS),
    });
    return answer.ok ? ((await answer.json()) as RunningRelay) : undefined;
  } catch {
    return undefined;
  }
}

/** A service that listens on every address is asked on this machine's own. */
function reachable(host: string): string {
  if (host === "0.0.0.0" || host === "::") return "127.0.0.1";
  return host.includes(":") ? `[${host}]` : host;
}
