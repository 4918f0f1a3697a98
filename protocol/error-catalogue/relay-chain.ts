import type { ErrorEntry } from "./entry.ts";

/** The relay and the chain: its endpoints, blocks and transactions. */
export const relayChainErrors = {
  ALT_RELAY_BEHIND: {
    message: "The chain is {behind} blocks further than the relay, which may be {most} behind",
    remedy: "Nothing to do while it catches up; if that grows, give it a faster endpoint.",
  },
  ALT_RELAY_CHAIN_UNSUPPORTED: {
    message: "On chain {chainId} a contract's block.number is not the number of its own block",
    remedy: "Deploy on another chain: those of Arbitrum are not supported yet.",
  },
  ALT_RELAY_ENDPOINTS_DOWN: {
    message: "No RPC endpoint can be used: {endpoints}",
    remedy: "See what each one's provider says, or name further ones; the relay tries them again by itself.",
  },
  ALT_RELAY_EVENTS_REFUSED: {
    message: "The RPC endpoint gave no events for blocks {from} to {to}: {fault}",
    remedy: "The relay asks for fewer blocks next; if single blocks fail too, use another endpoint.",
  },
  ALT_RELAY_FOREIGN_DOMAIN: {
    message: "The request pins execution domain {executionDomain}; this relay runs {served}",
    remedy: "Run the release of that domain, or have the consumer ask for this one.",
  },
  ALT_RELAY_FUNDS: {
    message: "The relay's sender cannot pay for its transaction",
    remedy: "Send it native currency; `relay status` shows its address and balance.",
  },
  ALT_RELAY_GAS_PRICE: {
    message: "Gas costs {price} wei a unit now; the request pays back {cap} at most",
    remedy: "Nothing to do: it waits until gas is cheaper, or expires. Ask with a higher gas price cap.",
  },
  ALT_RELAY_L1_FEE: {
    message:
      "On chain {chainId} transactions also pay for their place on a parent chain, which requests do not pay back",
    remedy:
      "Deploy on another chain: each fulfilment would cost the operator more than its guard against that sees.",
  },
  ALT_RELAY_NONCE_AHEAD: {
    message: "A transaction has nonce {nonce}, and the chain's next is {next}: it cannot be mined",
    remedy:
      "Nothing to do: it is sent again. The chain went back, or the endpoint told another nonce before.",
  },
  ALT_RELAY_NONCE_USED: {
    message: "Another transaction of the relay's sender took the nonce",
    remedy: "Nothing to do: it is sent again. Better give the relay a key that nobody else uses.",
  },
  ALT_RELAY_NO_ENDPOINT: {
    message: "Network {network} lives in one process, and a relay service in another",
    remedy: "Name a network with an RPC URL (--network localhost), or give --rpc-url.",
  },
  ALT_RELAY_NO_ROUTER: {
    message: "There is no contract at {router} on chain {chainId}",
    remedy: "Deploy first, or correct the router's address.",
  },
  ALT_RELAY_REORG_PAST_FINALITY: {
    message:
      "Blocks {from} to {to} are gone from the chain, and block {final} had counted as final ({depth} blocks deep)",
    remedy:
      "Find out which chain is right (other endpoints, the chain's operators), then `relay confirm`. Raise ALTHING_FINALITY_DEPTH if this is usual there.",
  },
  ALT_RELAY_RPC_DISAGREE: {
    message: "Block {number} is {hash} to this relay, and another to {against}",
    remedy:
      "Nothing is signed until most endpoints have the same block. If it lasts, compare with a block explorer, and take the endpoint that is wrong off the list.",
  },
  ALT_RELAY_RPC_LIST_INVALID: {
    message: "RPC endpoint {place} of the list cannot be used: {fault}",
    remedy:
      'Write URLs or paths of local sockets separated by commas, such as "/run/geth.ipc weight=3, wss://b.example".',
  },
  ALT_RELAY_RPC_UNAVAILABLE: {
    message: "No RPC endpoint answers {method}: {faults}",
    remedy: "Nothing to do if it passes; else correct the list of endpoints, or add another.",
  },
  ALT_RELAY_RPC_UNTRUE: {
    message: "The RPC endpoint's answer cannot be true: {fault}",
    remedy: "Use another endpoint; the relay asks again until the answer holds.",
  },
  ALT_RELAY_SENDER_GONE: {
    message: "The key that was sending the transaction is not the relay's any more",
    remedy: "Nothing to do: another of its keys sends it. Give the key back if it was left out by mistake.",
  },
  ALT_RELAY_TRANSACTION_REFUSED: {
    message: "No node takes the transaction: {fault}",
    remedy: "Nothing to do: its requests are tried one by one, and parked if that fails too.",
  },
  ALT_RELAY_TRANSACTION_REVERTED: {
    message: "The transaction with nonce {nonce} was mined but reverted",
    remedy: "Nothing to do: its requests are tried again one by one.",
  },
  ALT_RELAY_UNDERPRICED: {
    message: "The network asks for more gas fees than were bid",
    remedy: "Nothing to do up to the relay's highest gas price; raise that if it stays too low.",
  },
  ALT_RELAY_WRONG_CHAIN: {
    message: "The RPC endpoint serves chain {actual}, and the deployment is on chain {expected}",
    remedy: "Use an endpoint of that chain, or the deployment of this one.",
  },
} as const satisfies Record<string, ErrorEntry>;
