import { basename } from "node:path";
import { fail } from "../../protocol/errors.ts";

/** An endpoint as its operator names it. */
export interface EndpointAddress {
  /** May hold keys: never shown. Or the path of a node's local socket. */
  readonly url: string;
  /** What it is called instead. */
  readonly name: string;
  /** Its share of the time in which one endpoint leads; 0: only while no other can be used. */
  readonly weight: number;
}

const MAX_WEIGHT = 1_000;

/** Whether an endpoint is the local socket of a node on this machine. */
export function isIpcPath(text: string): boolean {
  return text.startsWith("/");
}

/**
 * Reads a list of endpoints: URLs and absolute paths of local sockets separated by commas, each with options behind it.
 *
 * @example
 * endpointsFrom("/run/geth/geth.ipc weight=3, wss://b.example/key, https://c.example weight=0")
 * @throws ALT_RELAY_RPC_LIST_INVALID
 */
export function endpointsFrom(list: string): EndpointAddress[] {
  const entries = list.split(",").map((entry) => entry.trim());
  const seen = new Map<string, number>();
  return entries.map((entry, index) => {
    const [text = "", ...options] = entry.split(/\s+/);
    const refuse = (fault: string) => fail("ALT_RELAY_RPC_LIST_INVALID", { place: index + 1, fault });
    const name = isIpcPath(text) ? basename(text) : hostIn(text, refuse);
    const turn = (seen.get(name) ?? 0) + 1;
    seen.set(name, turn);
    return {
      url: text,
      name: turn === 1 ? name : `${name} #${turn}`,
      weight: weightFrom(options, refuse),
    };
  });
}

function hostIn(text: string, refuse: (fault: string) => Error): string {
  if (!URL.canParse(text)) throw refuse("it is neither a URL nor the absolute path of a local socket");
  const { protocol, host } = new URL(text);
  if (!/^(https?|wss?):$/.test(protocol)) throw refuse(`${protocol} is neither http(s) nor ws(s)`);
  return host;
}

function weightFrom(options: readonly string[], refuse: (fault: string) => Error): number {
  const [option, ...more] = options;
  if (option === undefined) return 1;
  const [, figure] = /^weight=(\d+)$/.exec(option) ?? [];
  if (figure === undefined || more.length > 0) throw refuse("weight=… is the only option behind a URL");
  if (Number(figure) > MAX_WEIGHT) throw refuse(`weights go from 0 to ${MAX_WEIGHT}`);
  return Number(figure);
}
