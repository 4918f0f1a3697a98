import {
  BrokenCircuitError,
  CircuitState,
  ConsecutiveBreaker,
  circuitBreaker,
  ExponentialBackoff,
  handleWhen,
} from "cockatiel";
import type { EndpointHealth, EndpointState, RpcFault } from "../../domain/endpoint.ts";
import { rpcFaults } from "../../domain/endpoint.ts";
import type { EndpointAddress } from "../../domain/endpoint-list.ts";
import { delayAfter } from "../../domain/retry.ts";
import {
  blockNeeded,
  blockOf,
  isRateLimit,
  isSensible,
  LATEST_BLOCK,
  lacksBlock,
  type RpcAnswer,
  type RpcCall,
  readAnswer,
  restAsked,
} from "../../domain/rpc.ts";
import type { Log } from "../../ports.ts";
import type { RpcSettings } from "../../settings.ts";
import { EndpointFault } from "./fault.ts";
import type { Transport } from "./transport.ts";

/** How much of the moving average a new latency is. */
const FRESH = 0.2;

/** However long a provider asks to be left alone: it may be the only one. */
const MOST_REST_MS = 3_600_000;

/** Faults after which an endpoint is as good as before. */
const HARMLESS: ReadonlySet<unknown> = new Set<RpcFault>(["rateLimit", "behind"]);

/** One endpoint: asks it, and knows whether it may be asked. */
export class Endpoint {
  readonly name: string;
  readonly weight: number;
  /** Whether most others have another block at a height that is final. */
  disagrees = false;
  disagreements = 0;
  /** Whether it was too far behind the best when it last told of a head. */
  isBehind = false;
  /** Called when it tells of a head. */
  onHead: () => void = () => {};
  #head: number | undefined;
  readonly #chainId: bigint;
  readonly #transport: Transport;
  readonly #settings: RpcSettings;
  readonly #log: Log;
  #breaker;
  #openedAt = 0;
  readonly #errors = Object.fromEntries(rpcFaults.map((kind) => [kind, 0])) as Record<RpcFault, number>;
  /** The chain that it serves, since it was last looked at. */
  #servedChain: bigint | undefined;
  #restsUntil = 0;
  /** Rate limits in a row. */
  #limited = 0;
  #calls = 0;
  #latencyMs: number | undefined;
  #nextId = 1;

  constructor(
    { name, weight }: EndpointAddress,
    chainId: bigint,
    transport: Transport,
    settings: RpcSettings,
    log: Log,
  ) {
    this.name = name;
    this.weight = weight;
    this.#chainId = chainId;
    this.#transport = transport;
    this.#settings = settings;
    this.#log = log;
    this.#breaker = this.#makeBreaker();
  }

  /** The newest block that it told of. */
  get head(): number | undefined {
    return this.#head;
  }

  tellsOf(head: number): void {
    this.#head = head;
    this.onHead();
  }

  /** The chain that it serves, where that is not the right one. */
  get servesAnother(): bigint | undefined {
    return this.#servedChain === this.#chainId ? undefined : this.#servedChain;
  }

  /** Whether it may be asked now, as far as one can know without asking. */
  get isUp(): boolean {
    return this.#breaker.state === CircuitState.Closed && !this.isResting && this.servesAnother === undefined;
  }

  get isResting(): boolean {
    return performance.now() < this.#restsUntil;
  }

  /** @throws EndpointFault */
  async ask(call: RpcCall, timeoutMs: number): Promise<RpcAnswer> {
    if (this.isResting) throw new EndpointFault("rateLimit", "it rests until its rate limit allows");
    this.#mistrustClock();
    try {
      return await this.#breaker.execute(async () => {
        if (this.#servedChain !== this.#chainId) await this.#checkChain(timeoutMs);
        return await this.#exchange(call, timeoutMs);
      });
    } catch (error) {
      if (error instanceof BrokenCircuitError)
        throw new EndpointFault("connection", "it failed before and is not asked for a while");
      throw error;
    }
  }

  health(leads: boolean): EndpointHealth {
    const { name, weight, disagreements, head } = this;
    return {
      name,
      state: this.#state(),
      leads,
      weight,
      calls: this.#calls,
      errors: { ...this.#errors },
      disagreements,
      latencyMs: this.#latencyMs,
      head,
    };
  }

  close(): void {
    this.#transport.close();
  }

  #state(): EndpointState {
    if (this.servesAnother !== undefined) return "wrongChain";
    if (this.#breaker.state === CircuitState.Open) return "open";
    if (this.#breaker.state === CircuitState.HalfOpen) return "halfOpen";
    if (this.isResting) return "resting";
    if (this.disagrees) return "disagrees";
    return this.isBehind ? "behind" : "closed";
  }

  #makeBreaker() {
    const { failures, reopen } = this.#settings;
    const breaker = circuitBreaker(
      handleWhen((error) => error instanceof EndpointFault && !HARMLESS.has(error.code)),
      {
        halfOpenAfter: new ExponentialBackoff({ initialDelay: reopen.firstMs, maxDelay: reopen.maxMs }),
        breaker: new ConsecutiveBreaker(failures),
      },
    );
    breaker.onBreak((reason) => {
      this.#openedAt = performance.now();
      // Who knows what is behind it when it comes back.
      if (this.servesAnother === undefined) this.#servedChain = undefined;
      const { error } = reason as { error?: EndpointFault };
      this.#log.warn(
        { endpoint: this.name, fault: error?.message },
        "an endpoint failed too often; it is left out",
      );
    });
    breaker.onReset(() => this.#log.info({ endpoint: this.name }, "an endpoint is back"));
    return breaker;
  }

  /** The breaker goes by the machine's clock: set back, it would leave the endpoint out until that time is there again. */
  #mistrustClock(): void {
    const isOpen = this.#breaker.state === CircuitState.Open;
    const openMs = performance.now() - this.#openedAt;
    if (isOpen && openMs > this.#settings.reopen.maxMs * 2) this.#breaker = this.#makeBreaker();
  }

  async #checkChain(timeoutMs: number): Promise<void> {
    const answer = await this.#exchange({ method: "eth_chainId", params: [] }, timeoutMs);
    const served = "result" in answer ? chainIdFrom(answer.result) : undefined;
    if (served === undefined)
      throw this.#count(new EndpointFault("senseless", "it does not say which chain it serves"));
    const before = this.#servedChain;
    this.#servedChain = served;
    if (served === this.#chainId) return;
    if (before !== served)
      this.#log.error(
        { endpoint: this.name, chainId: served, expected: this.#chainId },
        "an endpoint serves another chain and is not used",
      );
    throw this.#count(new EndpointFault("wrongChain", `it serves chain ${served}, not ${this.#chainId}`));
  }

  async #exchange(call: RpcCall, timeoutMs: number): Promise<RpcAnswer> {
    const id = this.#nextId++;
    const { method, params } = call;
    const started = performance.now();
    this.#calls += 1;
    try {
      const request = { jsonrpc: "2.0", id, method, params } as const;
      const document = await this.#transport.send(request, AbortSignal.timeout(Math.ceil(timeoutMs)));
      const answer = this.#judge(call, readAnswer(id, document));
      this.#answered(call, answer, performance.now() - started);
      return answer;
    } catch (error) {
      throw error instanceof EndpointFault ? this.#count(error) : error;
    }
  }

  /** Whether an answer is one. @throws EndpointFault */
  #judge(call: RpcCall, answer: RpcAnswer | undefined): RpcAnswer {
    if (answer === undefined)
      throw new EndpointFault("senseless", "the answer is to no question or says nothing");
    if ("error" in answer) {
      const { error } = answer;
      if (isRateLimit(call, error))
        throw new EndpointFault("rateLimit", `error ${error.code}`, { restMs: restAsked(error) });
      if (lacksBlock(error)) throw new EndpointFault("behind", "it lacks the block", { answer });
      return answer;
    }
    if (!isSensible(call, answer.result))
      throw new EndpointFault("senseless", "the answer is of another kind than was asked for");
    return this.#judgeBlock(call, answer);
  }

  #judgeBlock(call: RpcCall, answer: { result: unknown }): RpcAnswer {
    if (call.method !== LATEST_BLOCK.method || blockOf(answer.result)) return answer;
    const needed = blockNeeded(call);
    if (answer.result !== null || needed === "latest")
      throw new EndpointFault("senseless", "the answer is no block");
    if ((needed ?? 0) <= (this.head ?? -1))
      throw new EndpointFault("behind", "it lacks the block", { answer });
    return answer;
  }

  #answered(call: RpcCall, answer: RpcAnswer, tookMs: number): void {
    this.#limited = 0;
    this.#latencyMs = this.#latencyMs === undefined ? tookMs : this.#latencyMs * (1 - FRESH) + tookMs * FRESH;
    if (blockNeeded(call) !== "latest" || !("result" in answer)) return;
    const { result } = answer;
    if (call.method !== "eth_getLogs") this.tellsOf(blockOf(result)?.number ?? Number(result));
  }

  #count(fault: EndpointFault): EndpointFault {
    this.#errors[fault.code] += 1;
    if (fault.code === "rateLimit") this.#rest(fault.restMs);
    return fault;
  }

  #rest(askedMs: number | undefined): void {
    this.#limited += 1;
    const restMs = Math.min(askedMs ?? delayAfter(this.#limited, this.#settings.rest), MOST_REST_MS);
    this.#restsUntil = Math.max(this.#restsUntil, performance.now() + restMs);
    this.#log.warn({ endpoint: this.name, restMs }, "an endpoint's rate limit is reached; it rests");
  }
}

function chainIdFrom(result: unknown): bigint | undefined {
  return typeof result === "string" && /^0x[0-9a-f]+$/i.test(result) ? BigInt(result) : undefined;
}
