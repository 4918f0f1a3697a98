import type { ErrorEntry } from "./entry.ts";

/** Deploys, their address books, and the demonstration. */
export const deployErrors = {
  ALT_DEMO_FOLDER: {
    message: "The pictures cannot be written to {folder}: {reason}",
    remedy: "Name a folder that exists or can be made: --out DIR.",
  },
  ALT_DEMO_PORT_IN_USE: {
    message: "Something listens on port {port} already",
    remedy:
      "Stop it, or choose another port with --port (and set ALTHING_LOCALHOST_URL so that other commands find it).",
  },
  ALT_DEMO_REQUEST_FAILED: {
    message: "Request {id} of the demo brought no traits: {reason}",
    remedy: "This checkout is broken or changed: run `npm test`.",
  },
  ALT_DEMO_SUMS: {
    message: "The demo's sums do not add up: {what} differ, {left} and {right} wei",
    remedy: "The router's arithmetic is broken: run `npm test`.",
  },
  ALT_DEMO_TIMEOUT: {
    message: "{count} requests of the demo were not settled within {seconds} seconds",
    remedy: "Run it again on a machine that has less to do.",
  },
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
} as const satisfies Record<string, ErrorEntry>;
