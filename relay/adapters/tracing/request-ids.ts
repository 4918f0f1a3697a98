import { type IdGenerator, RandomIdGenerator } from "@opentelemetry/sdk-trace";

interface SpanIds {
  /** 16 bytes of hex. */
  readonly traceId: string;
  /** 8 bytes of hex. */
  readonly spanId: string;
}

/** Random ids, but for root spans of requests: theirs are the beginning of the request's id. */
export class RequestIds implements IdGenerator {
  readonly #random = new RandomIdGenerator();
  #next: SpanIds | undefined;

  /** The ids of a request's trace and of its root span. */
  static of(requestId: string): SpanIds {
    return { traceId: requestId.slice(2, 34), spanId: requestId.slice(34, 50) };
  }

  /** What `make` makes gets the ids of the request. */
  forRequest<Made>(requestId: string, make: () => Made): Made {
    this.#next = RequestIds.of(requestId);
    try {
      return make();
    } finally {
      this.#next = undefined;
    }
  }

  generateTraceId(): string {
    return this.#next?.traceId ?? this.#random.generateTraceId();
  }

  generateSpanId(): string {
    return this.#next?.spanId ?? this.#random.generateSpanId();
  }
}
