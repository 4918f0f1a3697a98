import type { ErrorEntry } from "./entry.ts";

/** Functions: publishing, building, requests, accounts. */
export const functionsErrors = {
  ALT_FUNCTIONS_ALLOWANCE: {
    message: "{account} lets {consumer} spend {had} ether more, and {needed} are needed",
    remedy: "Let the account's owner raise the cap: npx hardhat functions authorize.",
  },
  ALT_FUNCTIONS_BALANCE: {
    message: "The account {account} has {had} ether at the router, and {needed} are needed",
    remedy: "Fund it: npx hardhat functions fund.",
  },
  ALT_FUNCTIONS_CAP_MISSING: {
    message: "It is not said how much {consumer} may spend",
    remedy: "Name the most in ether with --cap, or `--cap none` for all that the account has; 0 ends it.",
  },
  ALT_FUNCTIONS_COST: {
    message: "The call can cost {cost} ether, more than the {maxCost} allowed for it",
    remedy: "Allow more, or lower the call's fuel limit.",
  },
  ALT_FUNCTIONS_DEADLINE: {
    message: "The deadline {deadline} lies outside {earliest} to {latest}, which the DAO allows",
    remedy: "Choose another duration.",
  },
  ALT_FUNCTIONS_DOMAIN: {
    message: "The router does not allow the execution domain {executionDomain}",
    remedy: "Leave it out to take the newest that the DAO allows.",
  },
  ALT_FUNCTIONS_GAS_PRICE_CAP: {
    message: "A gas price cap of {gasPriceCap} wei is below the DAO's minimum of {minimum}",
    remedy: "Raise the cap.",
  },
  ALT_FUNCTIONS_NOTHING_SETTLED: {
    message: "None of the requests could be settled or expired any more",
    remedy: "Somebody else was faster: look again with `npx hardhat functions account`.",
  },
  ALT_FUNCTIONS_NOT_ADMITTED: {
    message:
      "The router has not admitted version {version} of function {functionId} under domain {executionDomain}",
    remedy: "Admit it, once: npx hardhat functions admit {functionId} --code-version {version}.",
  },
  ALT_FUNCTIONS_NOT_OVERDUE: {
    message: "Request {requestId} is {state} and cannot be expired (its deadline is {deadline})",
    remedy: "Only a request that still waits after its deadline can be expired.",
  },
  ALT_FUNCTIONS_NOT_OWNER: {
    message: "{caller} does not own function {functionId}",
    remedy: "Sign with its owner's account, or publish a function of your own.",
  },
  ALT_FUNCTIONS_NOT_SETTLED: {
    message: "Request {requestId} has no result: it is {state}",
    remedy: "Wait until an operator's relay has fulfilled it: npx hardhat relay status.",
  },
  ALT_FUNCTIONS_NOT_UNDELIVERED: {
    message: "No answer of request {requestId} waits for its consumer: it is {state}",
    remedy: "Only an answer whose callback failed can be delivered, and only once.",
  },
  ALT_FUNCTIONS_NO_DOMAIN: {
    message: "The router allows no execution domain, so nothing can be requested",
    remedy: "Let the DAO allow one: setDomain(bytes32,bool) of the router.",
  },
  ALT_FUNCTIONS_OUT_OF_FUEL: {
    message: "Request {requestId} burnt all of its {fuelLimit} fuel and has no answer",
    remedy: "Ask again with a higher limit: raise --fuel-limit.",
  },
  ALT_FUNCTIONS_PAUSED: {
    message: "The router takes no new requests before {until}",
    remedy:
      "Wait: a pause lapses by itself, and what was requested before is fulfilled and refunded all the same.",
  },
  ALT_FUNCTIONS_RESULT_HIDDEN: {
    message: "The result of {requestId} is not in the calldata of {hash}",
    remedy: "The fulfilment went through another contract; read the result where the consumer keeps it.",
  },
  ALT_FUNCTIONS_RESULT_MALFORMED: {
    message: "The result {data} does not decode as {signature} says",
    remedy: "Correct the function, or the ABI that it is published with.",
  },
  ALT_FUNCTIONS_RUN_ENDED: {
    message: "{endpoint} ended as {outcome} within {fuelLimit} fuel",
    remedy:
      "A revert's error and a trap's log are shown above; where it ran out of fuel, raise --fuel-limit.",
  },
  ALT_FUNCTIONS_UNANSWERED: {
    message: "Request {requestId} brought no answer: it ended as {state}",
    remedy: "See how it went: npx hardhat functions show {requestId}.",
  },
  ALT_FUNCTIONS_UNKNOWN: {
    message: "There is no function {functionId}",
    remedy: "List them: npx hardhat functions list.",
  },
  ALT_FUNCTIONS_UNKNOWN_ENDPOINT: {
    message: "Function {functionId} has no single endpoint {endpoint}; it has {endpoints}",
    remedy: "Name one of them, by its whole signature where names are shared.",
  },
  ALT_FUNCTIONS_UNKNOWN_PROGRAM: {
    message: "The router has admitted no program {program}",
    remedy:
      "See the programs of a function with `npx hardhat functions show`, and admit it with `npx hardhat functions admit`.",
  },
  ALT_FUNCTIONS_UNKNOWN_REQUEST: {
    message: "The router knows no request {requestId}",
    remedy: "List them: npx hardhat functions show.",
  },
  ALT_FUNCTIONS_UNKNOWN_ROUTER: {
    message: "The directory has named {latest} routers, and {version} is none of them",
    remedy: "List them: npx hardhat functions routers.",
  },
  ALT_FUNCTIONS_UNKNOWN_VERSION: {
    message: "Function {functionId} has {latest} versions, and {version} is none of them",
    remedy: "Leave the version out to take the newest.",
  },
  ALT_FUNCTIONS_UNSUPPORTED: {
    message:
      "Version {version} of function {functionId} keeps state or calls out, which this router does not serve",
    remedy: "Publish a version that does neither.",
  },
  ALT_FUNCTIONS_WAIT_TIMEOUT: {
    message: "Request {requestId} was not settled within {seconds} seconds",
    remedy: "See that an operator's relay runs: npx hardhat relay status.",
  },
} as const satisfies Record<string, ErrorEntry>;
