import { usualCases } from "../cases.ts";
import type { Family, Fault, Injection } from "../fault.ts";
import { answer, type Call, type Disturbance } from "../proxy.ts";
import type { Random } from "../random.ts";
import { StartFailure } from "../relay-process.ts";
import { pause, type World } from "../world.ts";

const TIMES = 15;
/** Milliseconds for which an endpoint is disturbed, at least and beyond. */
const LEAST = 80;
const MORE = 300;

/** What endpoints do. */
export const endpoint: Family = {
  name: "RPC",
  nodes: ["anvil", "hardhat"],
  faults: () => [
    disturbed("never answers", async () => undefined, { least: 1_600 }),
    disturbed("answers late", async (_call, response, pass) => {
      await pause(150);
      answer(response, await pass());
    }),
    disturbed("429, too many requests", async (_call, response) => {
      answer(response, '{"error":"rate limited"}', 429, { "retry-after": "1" });
    }),
    disturbed("500, and a page for people", async (_call, response) =>
      answer(response, "<html>oops</html>", 500),
    ),
    disturbed("200, and a page for people", async (_call, response) =>
      answer(response, "<html>hello</html>"),
    ),
    disturbed("half an answer", async (_call, response, pass) => {
      const whole = await pass();
      answer(response, whole.slice(0, whole.length / 2));
    }),
    disturbed("the connection breaks", async (_call, response) => void response.destroy()),
    disturbed("the answer to a send is lost", async ({ method }, response, pass) => {
      const text = await pass();
      if (method === "eth_sendRawTransaction") response.destroy();
      else answer(response, text);
    }),
    disturbed("an internal error", async ({ id }, response) => {
      const error = { code: -32_603, message: "internal error" };
      answer(response, JSON.stringify({ jsonrpc: "2.0", id, error }));
    }),
    disturbed("no receipts", only("eth_getTransactionReceipt", null)),
    disturbed("logs left out", only("eth_getLogs", [])),
    disturbed("stale heads", stale(2)),
    disturbed("a nonce of long ago", only("eth_getTransactionCount", "0x0")),
    { name: "another chain's id at the start", times: TIMES, inject: wrongChain },
  ],
};

/** Requests made while the endpoint is disturbed, or just before. */
function disturbed(name: string, disturbance: Disturbance, { least = LEAST } = {}): Fault {
  return {
    name,
    times: TIMES,
    inject: async (world, random) => {
      const isBefore = random.below(2) === 0;
      if (isBefore) world.proxy.disturb(disturbance);
      const asked = await world.ask(some(random));
      if (!isBefore) world.proxy.disturb(disturbance);
      await pause(least + random.below(MORE));
      world.proxy.disturb();
      return { asked, over: performance.now() };
    },
  };
}

/** One method answered with this, the others truly. */
function only(method: string, result: unknown): Disturbance {
  return async (call, response, pass) => {
    if (call.method !== method) return answer(response, await pass());
    answer(response, JSON.stringify({ jsonrpc: "2.0", id: call.id, result }));
  };
}

/** A node behind a balancer that lags: what is latest to it was so many blocks ago. */
function stale(blocks: number): Disturbance {
  return async (call, response, pass) => {
    const text = await pass();
    const lagging = call.method === "eth_getBlockByNumber" && isLatest(call);
    answer(response, lagging ? await earlier(call, text, blocks, response.req.headers.host) : text);
  };
}

function isLatest({ body }: Call): boolean {
  const { params } = JSON.parse(body) as { params: unknown[] };
  return params[0] === "latest";
}

async function earlier(call: Call, text: string, blocks: number, host: string | undefined): Promise<string> {
  const { result } = JSON.parse(text) as { result: { number: string } };
  const number = `0x${(Number(result.number) - blocks).toString(16)}`;
  const { params, ...rest } = JSON.parse(call.body) as { params: unknown[] };
  const body = JSON.stringify({ ...rest, params: [number, ...params.slice(1)] });
  // Through the same endpoint: a block by its number is answered truly.
  return (
    await fetch(`http://${host}`, { method: "POST", body, headers: { "content-type": "application/json" } })
  ).text();
}

/** The relay refuses to serve another chain, and whoever supervises it starts it again. */
async function wrongChain(world: World, random: Random): Promise<Injection> {
  await world.relay.kill();
  const asked = await world.ask(some(random));
  world.proxy.disturb(only("eth_chainId", "0x1"));
  const refusal = await world.start().then(
    () => "nothing",
    (error: unknown) => (error instanceof StartFailure ? error.code : String(error)),
  );
  if (refusal !== "ALT_RELAY_WRONG_CHAIN") throw new Error(`the start was refused with ${refusal}`);
  world.proxy.disturb();
  const over = performance.now();
  await world.start();
  return { asked, over };
}

function some(random: Random) {
  return Array.from({ length: 1 + random.below(3) }, () => random.pick(usualCases));
}
