import { fail } from "../../protocol/errors.ts";

/** An endpoint as its operator names it. */
export interface EndpointAddress {
  /** May hold keys: never shown. */
  readonly url: string;
  /** What it is called instead. */
  readonly name: string;
  /** Its share of the time in which one endpoint leads; 0: only while no other can be used. */
  readonly weight: number;
}

const MAX_WEIGHT = 1_000;

/**
 * Reads a list of endpoints: URLs separated by commas, each with options behind it.
 *
 * @example
 * endpointsFrom("https://a.example/key weight=3, wss://b.example, https://c.example weight=0")
 * @throws ALT_RELAY_RPC_LIST_INVALID
 */
export function endpointsFrom(list: string): EndpointAddress[] {
  const entries = list.split(",").map((entry) => entry.trim());
  const seen = new Map<string, number>();
  return entries.map((entry, index) => {
    const [text = "", ...options] = entry.split(/\s+/);
    const refuse = (fault: string) => fail("ALT_RELAY_RPC_LIST_INVALID", { place: index + 1, fault });
    const url = URL.canParse(text) ? new URL(text) : undefined;
    if (url === undefined) throw refuse("it is no URL");
    if (!/^(https?|wss?):$/.test(url.protocol)) throw refuse(`${url.protocol} is neither http(s) nor ws(s)`);
    const turn = (seen.get(url.host) ?? 0) + 1;
    seen.set(url.host, turn);
    return {
      url: text,
      name: turn === 1 ? url.host : `${url.host} #${turn}`,
      weight: weightFrom(options, refuse),
    };
  });
}

function weightFrom(options: readonly string[], refuse: (fault: string) => Error): number {
  const [option, ...more] = options;
  if (option === undefined) return 1;
  const [, figure] = /^weight=(\d+)$/.exec(option) ?? [];
  if (figure === undefined || more.length > 0) throw refuse("weight=… is the only option behind a URL");
  if (Number(figure) > MAX_WEIGHT) throw refuse(`weights go from 0 to ${MAX_WEIGHT}`);
  return Number(figure);
}
