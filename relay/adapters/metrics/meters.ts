import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from "prom-client";

const LATENCIES = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60, 300, 900];
const DEPTHS = [1, 2, 3, 5, 8, 13, 21, 34, 64, 128];
const SIZES = [1, 2, 5, 10, 20, 50, 100];

/** Every meter of the relay, on a registry of its own. Units are in the names: seconds, ether, blocks. */
export function relayMeters() {
  const register = new Registry();
  const registers = [register];
  const counter = <Label extends string>(name: string, help: string, ...labelNames: Label[]) =>
    new Counter({ name: `althing_${name}`, help, labelNames, registers });
  const gauge = <Label extends string>(name: string, help: string, ...labelNames: Label[]) =>
    new Gauge({ name: `althing_${name}`, help, labelNames, registers });
  const histogram = <Label extends string>(
    name: string,
    help: string,
    buckets: number[],
    ...labelNames: Label[]
  ) => new Histogram({ name: `althing_${name}`, help, buckets, labelNames, registers });

  collectDefaultMetrics({ register });
  return {
    register,
    steps: counter("steps_total", "Steps of requests: seen, executed, signed, settled, …", "step"),
    faults: counter("faults_total", "Requests put off, declined or parked, by the error's code", "code"),
    stages: histogram("stage_seconds", "From the step before to the end of the stage", LATENCIES, "stage"),
    journeys: histogram("request_seconds", "From seen to the end of a request", LATENCIES, "end"),
    executions: histogram("execution_seconds", "One execution, with the fetch of its bytes", LATENCIES),
    outcomes: counter("executions_total", "Executions by their outcome", "outcome"),
    fuel: counter("fuel_total", "Fuel burnt by executions"),
    batches: histogram("batch_receipts", "Receipts in a signed batch", SIZES),
    transactions: counter(
      "transactions_total",
      "Transactions by kind and what became of them",
      "kind",
      "event",
    ),
    gasUsed: counter("gas_used_total", "Gas that mined transactions used", "kind"),
    gasSpent: counter("gas_spent_ether_total", "Ether that mined transactions cost", "kind"),
    reorgs: counter("reorgs_total", "Times that the chain went back"),
    reorgDepth: histogram("reorg_depth_blocks", "Blocks that a reorg removed", DEPTHS),
    final: gauge("final_block", "Newest block that counts as final: up to it requests are signed for"),
    reimbursed: counter(
      "reimbursed_ether_total",
      "Ether that fulfilments of this relay were paid back for gas",
    ),

    up: gauge("ready", "1 if the relay serves requests, else 0"),
    phase: gauge("phase", "1 for what the relay does: starting, running or stopping", "phase"),
    requests: gauge("requests", "Requests in the store by state", "state"),
    waiting: gauge("queue_waiting", "Requests that wait on chain for their execution"),
    inHand: gauge("queue_in_hand", "Requests between their claim and their end on chain"),
    bound: gauge("queue_bound", "Most requests in hand; above it others wait"),
    dead: gauge("dead_letters", "Requests that were given up and can still be in time: declined or parked"),
    overdue: gauge("overdue_requests", "Requests past their deadline that nobody expired"),
    head: gauge("head_block", "Number of the newest block that the relay has heard of"),
    headTime: gauge("head_timestamp_seconds", "Unix time of that block"),
    cursor: gauge("taken_in_block", "Number of the block up to which events are in the store"),
    behind: gauge("blocks_behind", "Blocks between these two"),
    failing: gauge(
      "stage_failing",
      "1 for a stage that fails at the moment, by the error's code",
      "stage",
      "code",
    ),
    holds: gauge("signing_hold", "1 for each reason for which nothing is signed", "code"),
    expirySpent: gauge("expiry_spent_ether", "Ether spent on expiries in the last 24 hours"),
    expiryBudget: gauge("expiry_budget_ether", "Ether that may be spent on expiries in 24 hours"),
    balance: gauge("sender_balance_ether", "Ether that a sender holds", "sender"),
    nonce: gauge("sender_nonce", "Mined transactions of a sender", "sender"),

    nonceGap: gauge(
      "nonce_gap",
      "Nonce of a sender's transaction under way, less the chain's next; 0 is right",
      "sender",
    ),
    inFlightTime: gauge(
      "in_flight_seconds",
      "Since the last bid of a sender's transaction under way",
      "sender",
    ),

    endpointUp: gauge(
      "rpc_endpoint_usable",
      "1 if an RPC endpoint is asked, 0 if it is left alone",
      "endpoint",
    ),
    endpointState: gauge("rpc_endpoint_state", "1 for the state of an RPC endpoint", "endpoint", "state"),
    endpointCalls: counter("rpc_calls_total", "Calls of an RPC endpoint since the start", "endpoint"),
    endpointErrors: counter(
      "rpc_errors_total",
      "Errors of an RPC endpoint since the start, by fault",
      "endpoint",
      "fault",
    ),
    endpointLatency: gauge("rpc_latency_seconds", "Moving average of an RPC endpoint's answers", "endpoint"),
    endpointHead: gauge("rpc_head_block", "Newest block that an RPC endpoint told of", "endpoint"),
    disagreements: counter(
      "rpc_disagreements_total",
      "How often an RPC endpoint had another final block",
      "endpoint",
    ),
  };
}

export type Meters = ReturnType<typeof relayMeters>;
