import { z } from "zod";
import { endpointStates, rpcFaults } from "../../domain/endpoint.ts";
import { type RequestState, requestStates } from "../../domain/request.ts";

/** What the service takes and gives, in one place: checks, types and the OpenAPI document are made from it. */

const decimal = z.string().regex(/^\d+$/).describe("A whole number as decimal text");
const wei = decimal.describe("Wei as decimal text");
const hash = z
  .string()
  .regex(/^0x[0-9a-fA-F]{64}$/)
  .describe("32 bytes of hex");
const address = z
  .string()
  .regex(/^0x[0-9a-fA-F]{40}$/)
  .describe("20 bytes of hex");
const hex = z
  .string()
  .regex(/^0x[0-9a-fA-F]*$/)
  .describe("Bytes of hex");
const time = z.number().int().describe("Unix milliseconds");
const block = z.number().int().describe("A block's number");

const reason = z.object({
  code: z.string().describe("See docs/errors.md"),
  message: z.string(),
});

export const errorSchema = z.object({
  code: z.string().describe("Never changes between releases; see docs/errors.md"),
  message: z.string(),
  remedy: z.string().describe("What to do next"),
  figures: z.record(z.string(), z.union([z.string(), z.number()])),
});

export const healthSchema = z.object({ alive: z.literal(true) });

export const readySchema = z.object({
  ready: z.boolean(),
  reasons: z.array(reason).describe("Why it is not ready"),
});

const holdSchema = reason.extend({ since: time });

export const receiptSchema = z.object({
  id: hash,
  consumer: address,
  outcome: z.string().describe("Success, Revert, OutOfFuel, Trap, Unserviceable or Expired"),
  fuelUsed: decimal,
  charged: wei,
  refunded: wei,
  reimbursed: wei.describe("Wei that the submitter got back for gas"),
  callbackFailure: hex.nullable().describe("The error data of a callback that reverted"),
  blockNumber: block,
  transactionHash: hash,
  at: time,
});

export const requestSchema = z.object({
  id: hash,
  state: z.enum(requestStates),
  reason: reason.nullable().describe("Why it is not where one would expect it"),
  attempts: z.number().int(),
  seenAt: time,
  place: z.object({
    blockNumber: block,
    blockHash: hash,
    transactionHash: hash,
    logIndex: z.number().int(),
  }),
  consumer: address,
  refundTo: address.describe("Whose account gets what is left of the escrow"),
  program: hash,
  deadline: decimal.describe("Unix seconds as decimal text"),
  fuelLimit: decimal,
  escrow: wei,
  execution: z
    .object({ outcome: z.string(), fuelUsed: decimal, result: hex, logs: z.array(z.string()).readonly() })
    .nullable(),
  receipt: receiptSchema.nullable(),
});

const endpointSchema = z.object({
  name: z.string().describe("Its host, never its whole URL"),
  state: z.enum(endpointStates),
  leads: z.boolean().describe("Whether it is the one that is asked"),
  weight: z.number(),
  calls: z.number().int(),
  errors: z.record(z.enum(rpcFaults), z.number().int()),
  disagreements: z.number().int(),
  latencyMs: z.number().nullable(),
  head: block.nullable(),
});

export const statusSchema = readySchema.extend({
  phase: z.enum(["starting", "running", "stopping"]),
  requests: z.record(z.enum(requestStates), z.number().int()).describe("How many are in each state"),
  queue: z
    .object({
      waiting: z.number().int().describe("Requests that wait on chain for their execution"),
      inHand: z.number().int().describe("Requests between their claim and their end on chain"),
      most: z.number().int().describe("Most in hand; above it others wait"),
    })
    .describe("What there is to do"),
  head: z.object({ number: block, hash, timestamp: decimal }).nullable().describe("The newest block seen"),
  takenIn: z
    .object({ number: block, hash })
    .nullable()
    .describe("The block up to which events are in the store"),
  senders: z.array(
    z.object({
      address,
      balance: wei,
      nonce: z.number().int(),
      at: time.describe("When an endpoint said so"),
    }),
  ),
  inFlight: z
    .array(
      z.object({
        sender: address,
        kind: z.enum(["fulfil", "expire"]),
        requests: z.number().int(),
        nonce: z.number().int(),
        transactionHash: hash,
        sentAt: time,
      }),
    )
    .describe("Transactions that may be on their way"),
  endpoints: z.array(endpointSchema).describe("The RPC endpoints"),
  holds: z.array(holdSchema).describe("Why nothing is signed: see `relay confirm`"),
  problems: z.record(z.string(), reason).describe("Stages that fail at the moment"),
  expiries: z.object({ spent: wei, maxWeiPerDay: wei, overdue: z.number().int() }),
  latest: z.array(receiptSchema),
});

export const idParameter = z.object({ id: hash });

const endedStates: readonly RequestState[] = ["settled", "expired"];
const MAX_PAGE = 200;

export const receiptsQuery = z.object({
  state: z.enum(["settled", "expired"]).optional().describe("Only those that ended so"),
  consumer: address.optional().describe("Only those that this contract asked for"),
  limit: z.coerce.number().int().min(1).max(MAX_PAGE).default(50),
  before: z
    .string()
    .regex(/^\d{1,15}-\d{1,9}$/)
    .optional()
    .describe("What the page before gave as `next`"),
});

export const receiptsSchema = z.object({
  receipts: z.array(receiptSchema),
  next: z.string().nullable().describe("Give it as `before` to get the next page; null on the last one"),
});

export const holdsSchema = z.object({ holds: z.array(holdSchema) });

export const confirmBody = z.object({
  codes: z
    .array(z.string().max(100))
    .min(1)
    .max(20)
    .describe("The codes of the holds that you have looked at"),
});

export const deadQuery = z.object({ limit: z.coerce.number().int().min(1).max(MAX_PAGE).default(50) });

export const deadLetterSchema = z.object({
  id: hash,
  stage: z.enum(["execute", "sign", "submit"]).describe("Where it was given up"),
  reason,
  at: time,
  attempts: z.number().int(),
  state: z.enum(requestStates).describe("Where it stands now"),
  consumer: address,
  functionId: decimal,
  deadline: decimal.describe("Unix seconds as decimal text"),
});

export const deadLettersSchema = z.object({ dead: z.array(deadLetterSchema) });

export const replayedSchema = z.object({ replayed: hash });

export type HoldView = z.output<typeof holdSchema>;
export type DeadLetterView = z.output<typeof deadLetterSchema>;
export type RequestView = z.output<typeof requestSchema>;
export type ReceiptView = z.output<typeof receiptSchema>;
export type StatusView = z.output<typeof statusSchema>;
export type ReceiptsQuery = z.output<typeof receiptsQuery>;
export { endedStates };
