/** One entry of the catalogue: what was wrong (with `{figures}`), and what to do next. */
export interface ErrorEntry {
  readonly message: string;
  readonly remedy: string;
}

/**
 * Every error that Althing itself raises, in alphabetical order. `docs/errors.md` is generated from this list.
 * Errors of contracts are not here: those are decoded by name from their ABI (see `reverts.ts`).
 */
export const errorCatalogue = {
  ALT_DEPLOY_BOOK_INVALID: {
    message: "{file} is not an address book: {fault}",
    remedy: "Restore the file, or run `npx hardhat deploy` for its network, which writes it again.",
  },
  ALT_DEPLOY_CHANGED: {
    message: "{step} was deployed with other code or settings than this checkout has: {fault}",
    remedy:
      "Go back to the deployed version, change what the DAO owns by a proposal (`npx hardhat dao propose`), or deploy everything anew with --reset.",
  },
  ALT_DEPLOY_FOREIGN_TRANSACTION: {
    message: "Transactions of {sender} that are not the deploy's came between: {fault}",
    remedy:
      "Stop what else uses this account, wait until its transactions are mined, and run the deploy again: it goes on where it stopped.",
  },
  ALT_DEPLOY_FUNDS: {
    message: "The deployer {account} cannot pay for gas on {network}",
    remedy: "Send it some of the network's currency and run the deploy again: it goes on where it stopped.",
  },
  ALT_DEPLOY_GONE: {
    message: "The deployment on {network} is gone: there is no contract at {address}",
    remedy: "The node was restarted; run `npx hardhat deploy --network {network}` again.",
  },
  ALT_DEPLOY_NOT_FOUND: {
    message: "There is no deployment on {network}",
    remedy:
      "Run `npx hardhat deploy --network {target}` first, and give this command --network {target} too.",
  },
  ALT_DEPLOY_OPERATOR_MISSING: {
    message: "Nobody is named to sign receipts on this network",
    remedy: "Set ALTHING_OPERATORS, or ALTHING_OPERATOR_KEY, in .env (see .env.example).",
  },
  ALT_DEPLOY_OTHER_CHAIN: {
    message: "The deployment of {network} is not on this chain: it has id {chainId}, expected was {expected}",
    remedy: "Correct the network's URL, or set the deployment aside with `npx hardhat deploy --reset`.",
  },
  ALT_DEPLOY_SETTING_INVALID: {
    message: "{name} is {value}, and must be {expected}",
    remedy: "Correct it in .env or in the environment; .env.example explains each setting.",
  },
  ALT_DEPLOY_STEP_FAILED: {
    message: "The deploy stopped at {step}: {fault}",
    remedy: "Remove the cause and run the deploy again: it goes on where it stopped.",
  },
  ALT_GUEST_INITIALISATION_FAILED: {
    message: "The function could not be initialised: {fault}",
    remedy:
      "Top-level code may not read the clock, randomness or a call's context, and must define one function.",
  },
  ALT_GUEST_INITIALISATION_OUT_OF_FUEL: {
    message: "The function's top-level code burnt more than {limit} fuel",
    remedy: "Move the work into an endpoint, where the caller's fuel limit pays for it.",
  },
  ALT_GUEST_MEMORY_OVER_LIMIT: {
    message: "The module asks for {pages} pages of memory; the limit is {limit}",
    remedy: "Build it with a smaller initial memory (a page has 64 KiB).",
  },
  ALT_GUEST_RESERVED_EXPORT: {
    message: "The module exports {name}, a name that is reserved for the meter",
    remedy: "Rename the export: no name may begin with althing:.",
  },
  ALT_GUEST_SYNTAX: {
    message: "{file} cannot be bundled: {fault}",
    remedy: "Correct the source; the function may import its own files, npm packages and the guest SDK.",
  },
  ALT_NETWORK_NO_ACCOUNT: {
    message: "The network {network} has no account to send from",
    remedy:
      "Give it one: set ALTHING_DEPLOYER_KEY in .env (see .env.example), or use a node that unlocks some.",
  },
  ALT_REVERTED: {
    message: "The contract refused: {error}",
    remedy:
      "The name and its figures are the contract's own; its interface in contracts/ says what each means.",
  },
  ALT_RUNTIME_CALL_INVALID: {
    message: "The call cannot be run: {field} is {value}, and must be {expected}",
    remedy: "Correct the field; the chain's own checks refuse such a request.",
  },
  ALT_RUNTIME_CLOSED: {
    message: "The runtime has been closed",
    remedy: "Create another with createRuntime().",
  },
  ALT_RUNTIME_HOST_FAULT: {
    message: "The execution has no result because the host failed: {fault}",
    remedy: "Run it again, here or on another machine; nothing of it may be signed.",
  },
  ALT_RUNTIME_MALFORMED_MODULE: {
    message: "The WebAssembly module is malformed: {fault} (at byte {offset})",
    remedy: "Build the module again, and publish exactly what the compiler wrote.",
  },
  ALT_RUNTIME_UNSUPPORTED_OPCODE: {
    message: "The WebAssembly module uses {construct} (at byte {offset}), which functions may not",
    remedy:
      "Build it for WebAssembly 2.0 without SIMD, threads, exceptions, tail calls or garbage collection.",
  },
} as const satisfies Record<string, ErrorEntry>;

export type ErrorCode = keyof typeof errorCatalogue;
