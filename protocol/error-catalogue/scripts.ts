import type { ErrorEntry } from "./entry.ts";

/** The scripts: mint, airdrop, snapshot. */
export const scriptsErrors = {
  ALT_AIRDROP_CLAIMED: {
    message: "{account} has claimed in round {round}",
    remedy: "Nothing to do: what it claimed is on its account.",
  },
  ALT_AIRDROP_DISTRIBUTOR: {
    message: "There is no distributor of this organisation's token and treasury at {distributor}",
    remedy: "Correct AIRDROP_DISTRIBUTOR, or deploy one: AIRDROP_DO=deploy.",
  },
  ALT_AIRDROP_EXPIRES_EARLY: {
    message: "Claims would end at {expiry}, and a proposal of now is executed at {earliest} at the earliest",
    remedy: "Raise AIRDROP_DAYS: the vote and the timelock's delay count too.",
  },
  ALT_AIRDROP_LINES: {
    message: "{count} lines of {file} are not right: {lines}",
    remedy:
      "Correct them; what is wrong with each stands above. AIRDROP_DUPLICATES=merge adds the amounts of one account up.",
  },
  ALT_AIRDROP_NOT_OPEN: {
    message: "The DAO has opened no round for this list (root {root})",
    remedy: "Propose it with AIRDROP_DO=propose, and carry the proposal through: npx hardhat dao status.",
  },
  ALT_AIRDROP_NO_CLAIM: {
    message: "{account} is not in the list {file}",
    remedy: "Claim for an account that is: AIRDROP_ACCOUNT names it.",
  },
  ALT_AIRDROP_NO_DISTRIBUTOR: {
    message: "It is not said where the distributor is",
    remedy: "Name it with AIRDROP_DISTRIBUTOR, or deploy one: AIRDROP_DO=deploy.",
  },
  ALT_AIRDROP_OPEN: {
    message: "Round {round} was opened for this list",
    remedy: "Nothing to propose. Another airdrop of the same amounts needs a list that differs.",
  },
  ALT_AIRDROP_OVER: {
    message: "Round {round} takes no claims any more ({expiry})",
    remedy: "What was not claimed goes to the treasury; ask the DAO for another round.",
  },
  ALT_AIRDROP_TREASURY: {
    message: "The treasury holds {had} tokens, and the airdrop needs {needed}",
    remedy:
      "Send it some (npx hardhat token transfer treasury), or propose to mint them for it (npx hardhat token mint treasury).",
  },
  ALT_MINT_FOLDER: {
    message: "Nothing can be minted from {folder}: {faults}",
    remedy:
      "Give each token a JSON file with at least a name, and a picture of the same name or a URI as its image.",
  },
  ALT_MINT_FOLDER_SUPPLY: {
    message: "{folder} holds {count} items, and each of {supply} tokens needs one",
    remedy:
      "Add or take away files, or correct NUMBER_SUPPLY: the reveal draws among all numbers up to maxSupply.",
  },
  ALT_MINT_JOURNAL_INVALID: {
    message: "Line {line} of {file} is no entry of a journal",
    remedy:
      "Restore the file. Without it nobody knows which tokens an interrupted run minted: delete it only if you have looked (npx hardhat nft show).",
  },
  ALT_MINT_NONCE_GAP: {
    message:
      "A transaction of {sender} with nonce {nonce} was sent, and the account's next nonce is {next}: those between are gone or not seen yet",
    remedy:
      "Wait until they are mined, then run it again; it sends nothing before, so that nothing is minted twice.",
  },
  ALT_MINT_OTHER_PLAN: {
    message: "{file} tells of another mint that is not over: {quantity} tokens of {collection} to {to}",
    remedy:
      "Finish that with its own settings, name another folder with MINT_OUT, or delete the file if that mint shall not go on.",
  },
  ALT_MINT_REVEAL: {
    message:
      "{collection} reveals its metadata: which file is whose is drawn after the sale, so that no token can be made from a file of {folder}",
    remedy:
      "Mint with MINT_COUNT. Files are numbered 1 to {maxSupply} and pinned before the sale: scripts/number.ts numbers them, and npx hardhat nft commit commits to their place.",
  },
  ALT_SCRIPT_RUNNING: {
    message: "Another run (process {pid}) is at work here: {file}",
    remedy: "Wait for its end, or name another folder.",
  },
  ALT_SCRIPT_SETTING_INVALID: {
    message: "{name} is {value}, and must be {expected}",
    remedy: "Correct it in the environment or in .env.",
  },
  ALT_SCRIPT_SETTING_UNKNOWN: {
    message: "The script has no setting {name}",
    remedy: "Its settings are {known}.",
  },
  ALT_SCRIPT_STOPPED: {
    message: "Stopped after {done} of {total}",
    remedy: "Run the same command again: it goes on where it stopped, and does nothing twice.",
  },
  ALT_SNAPSHOT_BLOCK: {
    message: "There is no block {block} (the chain's head is {head})",
    remedy: "Name a block by its number, or say latest, safe or finalized.",
  },
  ALT_SNAPSHOT_MISMATCH: {
    message: "At block {block} the events tell {told} for {what}, and the contract says {actual}",
    remedy: "The node left events out, or the deployment's fromBlock is too late: use another endpoint.",
  },
  ALT_SNAPSHOT_NO_STATE: {
    message: "The node does not answer for the contract's state at block {block}",
    remedy: "Use an endpoint that keeps old state (an archive node), or a later block.",
  },
  ALT_SNAPSHOT_REORG: {
    message: "Block {block} was replaced while its events were read",
    remedy: "Run it again, or choose a block that is final: SNAPSHOT_BLOCK=finalized.",
  },
} as const satisfies Record<string, ErrorEntry>;
