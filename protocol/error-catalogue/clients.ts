import type { ErrorEntry } from "./entry.ts";

/** What the clients refuse, wherever they are used: in tasks, scripts and programs. */
export const clientsErrors = {
  ALT_ACCESS_DENIED: {
    message: "{account} may not do this: it belongs to the DAO",
    remedy: "Propose it: npx hardhat dao propose --help.",
  },
  ALT_ADDRESS_INVALID: {
    message: "{address} is not an address, which the {role} must be",
    remedy: "Give 0x and 40 hexadecimal digits; mixed case must match the checksum (EIP-55).",
  },
  ALT_CLIENT_AMOUNT: {
    message: "{amount} is not an amount",
    remedy: "Write it as 1 or 0.25, with at most 18 decimals.",
  },
  ALT_CLIENT_ARGUMENTS: {
    message: "The arguments do not fit {signature}: {fault}",
    remedy: "Give one value for each parameter, in its order and of its type.",
  },
  ALT_CLIENT_EVENT_MISSING: {
    message: "The contract did not emit {event}, as it must",
    remedy: "See that the address book names contracts of this version: deploy again, or update the clients.",
  },
  ALT_CLIENT_FORMATS: {
    message: "--json and --csv are two formats, and a task prints one",
    remedy: "Leave one of them out.",
  },
  ALT_CLIENT_FUNDS: {
    message: "{account} has {had} ether, and the transaction can cost {needed}",
    remedy: "Send it some, or sign with another account (npx hardhat accounts lists them).",
  },
  ALT_CLIENT_JSON: {
    message: "{text} is not JSON",
    remedy:
      "Write it as '[\"0x\u2026\", 5]', with quotes around texts, and single quotes that keep it from the shell.",
  },
  ALT_CLIENT_NOT_DEPLOYED: {
    message: "This organisation has no {contract}",
    remedy: "Its config names none: {setting} in althing.config.ts makes one, before the deploy.",
  },
  ALT_CLIENT_NOT_MINED: {
    message: "The transaction was not mined",
    remedy: "Look it up on the network; it may have been replaced.",
  },
  ALT_CLIENT_NO_CONTRACT: {
    message: "There is no contract at {address}, where the {contract} should be",
    remedy: "Deploy first (npx hardhat deploy); a local node that was restarted has forgotten its contracts.",
  },
  ALT_CLIENT_NO_PROVIDER: {
    message: "The signer is connected to no network",
    remedy: "Connect it to a provider: signer.connect(provider).",
  },
  ALT_CLIENT_NUMBER: {
    message: "The {role} must be a whole number, and {text} is none",
    remedy: "Write it in digits alone.",
  },
  ALT_CLIENT_RANGE: {
    message: "The {role} must be from 0 to {maximum}, and {value} is not",
    remedy: "Give a number within that range.",
  },
  ALT_CLIENT_READ_ONLY: {
    message: "Nobody is named, and the client has no signer",
    remedy: "Make the client with a signer, or name the account.",
  },
  ALT_CLIENT_UNKNOWN_SIGNER: {
    message: "The network {network} has no account {account}; it has {count}",
    remedy: "Name one of them by its number or address: npx hardhat accounts.",
  },
  ALT_CLIENT_WRONG_CHAIN: {
    message: "The deployment is on chain {expected}, but the network is chain {actual}",
    remedy: "Choose the deployment's network with --network, or deploy to this one.",
  },
  ALT_FILE_NOT_FOUND: {
    message: "There is no file {file}",
    remedy: "Correct its path, which is looked up from the folder that you are in.",
  },
  ALT_FILE_NOT_WRITTEN: {
    message: "The file {file} cannot be written ({fault})",
    remedy: "Name a file in a folder that exists and that you may write to.",
  },
  ALT_NETWORK_NO_ACCOUNT: {
    message: "The network {network} has no account to send from",
    remedy:
      "Give it one: set ALTHING_DEPLOYER_KEY in .env (see .env.example), or use a node that unlocks some.",
  },
  ALT_NETWORK_UNREACHABLE: {
    message: "Nothing answers on the network {network}",
    remedy:
      "Start a node in another terminal (npx hardhat node --hostname 127.0.0.1), or correct the network's URL.",
  },
  ALT_REVERTED: {
    message: "The contract refused: {error}",
    remedy:
      "The name and its figures are the contract's own; its interface in contracts/ says what each means.",
  },
} as const satisfies Record<string, ErrorEntry>;
