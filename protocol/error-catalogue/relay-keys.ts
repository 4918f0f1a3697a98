import type { ErrorEntry } from "./entry.ts";

/** The relay's keys and what they sign. */
export const relayKeysErrors = {
  ALT_RELAY_DOUBLE_SIGN: {
    message: "For request {id} another receipt was signed before; nothing more will be signed for it",
    remedy: "Find out why two executions differ (see docs/runtime.md) before this key signs anything else.",
  },
  ALT_RELAY_KEYSTORE: {
    message: "The keystore {file} cannot be used: {fault}",
    remedy: "Name an encrypted JSON keystore, and put its password into the environment.",
  },
  ALT_RELAY_KEY_INVALID: {
    message: "What {name} holds is no private key",
    remedy: "Give it 32 bytes of hex.",
  },
  ALT_RELAY_KEY_IN_USE: {
    message: "Process {pid} on {host} signs with key {key} since {since}: nothing is signed here meanwhile",
    remedy: "Stop one of the two relays: a key is for one. This one goes on once the other has ended.",
  },
  ALT_RELAY_KEY_MISSING: {
    message: "{name} is not set",
    remedy: "Put the operator's private key into it (.env is read), or name a keystore with --keystore.",
  },
  ALT_RELAY_MAYBE_SIGNED: {
    message:
      "Request {id} is of before the block that was confirmed: a receipt for it may have been signed and forgotten",
    remedy: "Nothing to do: its escrow comes back when it expires after its deadline.",
  },
  ALT_RELAY_NOT_CONFIRMED: {
    message: "Signing stays on hold ({codes}): nobody has confirmed",
    remedy:
      "Look at the reasons (`relay confirm` in a terminal shows and asks); machines confirm with --yes.",
  },
  ALT_RELAY_NOT_MEMBER: {
    message:
      "No key of this relay is {role} of a member of the operator set (epoch {epoch}): it has {addresses}",
    remedy: "Start it with an operator's key, or have the DAO take this one into the set.",
  },
  ALT_RELAY_NO_QUORUM: {
    message: "Epoch {epoch} needs {needed} signatures, and this relay holds {had} of its keys",
    remedy: "Give it the missing keys.",
  },
  ALT_RELAY_SIGNATURE_UNKNOWN: {
    message:
      "Transaction {transactionHash} carries a signature of key {key} that this store does not know of",
    remedy:
      "See that no other relay has the key, and that this is the newest store; then `relay confirm`: nothing is signed then for requests of before.",
  },
  ALT_RELAY_SIGNER_REFUSED: {
    message: "The remote signer does not do {method} for {address}: {fault}",
    remedy: "Give it that key and let it sign that; the relay tries again.",
  },
  ALT_RELAY_SIGNER_SETTING: {
    message: "{name} {fault}",
    remedy: "Set ALTHING_SIGNER_URL and ALTHING_SIGNER_ADDRESSES together (see .env.example), or neither.",
  },
  ALT_RELAY_SIGNER_UNREACHABLE: {
    message: "The remote signer does not answer: {fault}",
    remedy: "Start it, or correct ALTHING_SIGNER_URL; the relay tries again.",
  },
  ALT_RELAY_SIGNER_UNTRUE: {
    message: "The remote signer's answer for {address} was thrown away: {fault}",
    remedy: "Find out what answers at ALTHING_SIGNER_URL: it is broken, or not what you think.",
  },
} as const satisfies Record<string, ErrorEntry>;
