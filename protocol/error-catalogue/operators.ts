import type { ErrorEntry } from "./entry.ts";

/** The operator set and its bonds. */
export const operatorsErrors = {
  ALT_OPERATORS_COUNTS: {
    message: "{signer} is in the operator set: its bond stays while its signatures count",
    remedy:
      "Leave the set first, by revoke(uint32,uint256) with the operator's sender key; an epoch that was replaced counts for an hour more.",
  },
  ALT_OPERATORS_EPOCH: {
    message: "There is no epoch {epoch}: the current one is {currentEpoch}",
    remedy: "Name an earlier one, or none for the current one.",
  },
  ALT_OPERATORS_EVIDENCE: {
    message: "{file} is no evidence: {fault}",
    remedy:
      "Name a fulfilment's transaction, or a JSON file with one statement or a list: batch, receipt, index, proof and signature as docs/protocol.md has them.",
  },
  ALT_OPERATORS_MEMBER: {
    message: "{signer} is in the current epoch already",
    remedy: "See the members: npx hardhat operators list.",
  },
  ALT_OPERATORS_MIN_BOND: {
    message: "{signer} has {had} bonded, and a member needs {needed}",
    remedy: "Bond more: npx hardhat operators bond.",
  },
  ALT_OPERATORS_NOT_READY: {
    message: "What was taken out can be withdrawn from {readyAt} on",
    remedy: "Wait: until then it still answers for what its operator signed.",
  },
  ALT_OPERATORS_NO_BATCH: {
    message: "{transaction} is no fulfilment that was sent to the router",
    remedy: "Name the transaction of a Settled or Skipped event, or a file with the statements.",
  },
  ALT_OPERATORS_NO_CONTRADICTION: {
    message: "No operator contradicts itself in these",
    remedy:
      "Evidence is two receipts of one request and state by one signer that differ in outcome, result, fuel or state.",
  },
  ALT_OPERATORS_SLASHED: {
    message: "{signer} was slashed and can neither bond nor be an operator again",
    remedy: "Use a new signing key.",
  },
  ALT_OPERATORS_STAKE: {
    message: "{holder} has {had} bonded under {signer}, less than {needed}",
    remedy: "Take out less; a stake is its holder's alone.",
  },
} as const satisfies Record<string, ErrorEntry>;
