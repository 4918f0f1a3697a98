import type { ErrorEntry } from "./entry.ts";

/** What the relay makes of requests and their programs, and its own coming and going. */
export const relayErrors = {
  ALT_RELAY_ARTEFACT_ADDRESS_REFUSED: {
    message: "The artefact's URI leads to {host}, which is no public address",
    remedy: "Publish it where everyone can fetch it, or let this relay fetch from private addresses.",
  },
  ALT_RELAY_ARTEFACT_HASH: {
    message: "The artefact's bytes hash to {actual}, and {expected} was published",
    remedy: "The mirror serves other bytes: its owner has to put back the published ones.",
  },
  ALT_RELAY_ARTEFACT_KIND: {
    message: "The artefact is said to be {claimed}, and its bytes are {actual}",
    remedy: "Use another RPC endpoint; if this one is right, the function has to be published as what it is.",
  },
  ALT_RELAY_ARTEFACT_UNPUBLISHED: {
    message: "Block {block} has no event that publishes version {version} of function {functionId}",
    remedy: "Use an RPC endpoint that keeps old logs: the bytes are in that event.",
  },
  ALT_RELAY_ARTEFACT_UNREACHABLE: {
    message: "The artefact cannot be fetched from {uri}: {fault}",
    remedy: "The function's owner has to make that address answer; until then the relay tries again.",
  },
  ALT_RELAY_BATCH_OUTDATED: {
    message: "Of a signed batch of {count} requests only {left} are still to be fulfilled",
    remedy: "Nothing to do: they are signed for again.",
  },
  ALT_RELAY_CANCELLED: {
    message: "The transaction with nonce {nonce} was cancelled, since it was not worth its gas any more",
    remedy: "Nothing to do: what of it is still to be done is signed for again when gas is cheaper.",
  },
  ALT_RELAY_DEAD_UNKNOWN: {
    message: "This relay has given up no request {id}",
    remedy: "`relay dead list` shows what it has given up; a request that was replayed is alive again.",
  },
  ALT_RELAY_EXECUTION_INVALID: {
    message: "An execution breaks the protocol: {fault}",
    remedy: "This is a fault of the runtime: report it with the function's bytes.",
  },
  ALT_RELAY_EXPIRY_BUDGET: {
    message: "Expiries have cost {spent} wei in 24 hours, and may cost {budget}: overdue requests wait",
    remedy:
      "Nothing to do: it goes on as the day passes, and anyone may expire them. ALTHING_EXPIRY_BUDGET raises it.",
  },
  ALT_RELAY_PROGRAM_UNKNOWN: {
    message: "The relay has not seen the router admit program {program}",
    remedy:
      "Let it read from the block of the router's deployment, with a new store; or use another endpoint.",
  },
  ALT_RELAY_QUEUE_FULL: {
    message: "The relay has {inHand} requests in hand, and takes {queue} at most: {waiting} wait on chain",
    remedy:
      "Nothing to do if transactions are being mined: it goes on as they end. Else see why none is; ALTHING_QUEUE raises the bound.",
  },
  ALT_RELAY_REPLAY_REFUSED: {
    message: "Request {id} cannot be replayed: it is {state}, and its deadline is {deadline}",
    remedy:
      "Nothing to do: its escrow comes back, or came back, to whoever paid. The consumer may ask again.",
  },
  ALT_RELAY_REPLAY_WHICH: {
    message: "It is not clear what to replay",
    remedy: "Name one request, or give --all.",
  },
  ALT_RELAY_REQUEST_DECLINED: {
    message: "The relay will not run request {id}: {reason}",
    remedy: "Its whole escrow comes back when it expires after its deadline.",
  },
  ALT_RELAY_REQUEST_PARKED: {
    message: "Request {id} could not be fulfilled: {reason}",
    remedy: "Its whole escrow comes back when it expires after its deadline.",
  },
  ALT_RELAY_REQUEST_UNKNOWN: {
    message: "The relay knows no request {id}",
    remedy: "See that the id is right, and that the relay has taken its block in.",
  },
  ALT_RELAY_SETTLE_TIMEOUT: {
    message: "After {milliseconds} ms requests are still open: {requests}",
    remedy: "Wait longer, or look at the reasons given; `onProgress` and the log show every step.",
  },
  ALT_RELAY_SKIPPED: {
    message: "The router skipped the request's receipt",
    remedy: "Its deadline may have passed; then it expires and its escrow comes back.",
  },
  ALT_RELAY_STARTING: {
    message: "The relay has not reached the chain yet",
    remedy: "Wait; if it stays so, see its log, and whether the RPC endpoint answers.",
  },
  ALT_RELAY_STOPPED: {
    message: "The relay has been stopped",
    remedy: "Create another.",
  },
} as const satisfies Record<string, ErrorEntry>;
