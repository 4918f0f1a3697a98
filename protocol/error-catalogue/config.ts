import type { ErrorEntry } from "./entry.ts";

/** What an organisation's config may not say. */
export const configErrors = {
  ALT_CONFIG_AIRDROP_EMPTY: {
    message: "The token's airdrop names nobody",
    remedy: "Give it entries, or a file with the columns account and amount; or leave the airdrop out.",
  },
  ALT_CONFIG_AIRDROP_NOTHING: {
    message: "The token's airdrop gives {account} nothing",
    remedy: "Give an amount above zero, or leave the account out.",
  },
  ALT_CONFIG_AIRDROP_PAST: {
    message: "Claims of the token's airdrop would end at {expires}, and on the chain it is {now}",
    remedy: "Set token.airdrop.expires to a moment that gives people time to claim.",
  },
  ALT_CONFIG_ALLOTTED_ABOVE_PREMINT: {
    message: "Vesting and airdrop together take {allotted} tokens, and the premint is {premint}",
    remedy: "Raise token.premint, or grant less.",
  },
  ALT_CONFIG_ALLOWLIST_EMPTY: {
    message: "The allowlist of phase {phase} of {contract} names nobody, so that nobody could mint in it",
    remedy: "Give it entries, or a file with the column account; a phase for everyone is of the kind public.",
  },
  ALT_CONFIG_ALLOWLIST_TWICE: {
    message: "The allowlist of phase {phase} of {contract} names {account} twice",
    remedy: "Name it once, with the limit that it shall have.",
  },
  ALT_CONFIG_BOND_TOKEN: {
    message: "Operators shall bond a token, and the organisation has none",
    remedy: 'Give it a token, or set functions.bond to "native".',
  },
  ALT_CONFIG_CAP_BELOW_PREMINT: {
    message: "The token's cap is {cap}, below its premint of {premint}",
    remedy: "Raise token.cap, or mint less at first.",
  },
  ALT_CONFIG_CAP_TOO_LARGE: {
    message: "The token's cap is {cap}, and votes can be counted up to {most}",
    remedy: "Lower token.cap.",
  },
  ALT_CONFIG_DURATIONS: {
    message: "A request shall have at least {minDuration} and at most {maxDuration} seconds",
    remedy: "Set functions.minDuration to no more than functions.maxDuration.",
  },
  ALT_CONFIG_EXTERNALLY_OWNED: {
    message: "{setting} is {account}, on chain {chainId} an account that a single key moves",
    remedy:
      "Name a contract that is deployed there, such as a multisig, or leave the setting out: the DAO has the power then.",
  },
  ALT_CONFIG_FEE_SHARES: {
    message: "The treasury's {treasury} % and a function's owner's {royalty} % are more than a fee has",
    remedy: "Lower functions.treasuryShare or functions.maxRoyalty: together 100 at most.",
  },
  ALT_CONFIG_FILE: {
    message: "{file} is no organisation's config: {fault}",
    remedy: "Export what `defineOrganisation` returns as its default; althing.config.ts is an example.",
  },
  ALT_CONFIG_FOUNDERS_ABOVE_SUPPLY: {
    message: "The founders of {contract} get {founders} tokens, and there will be {maxSupply}",
    remedy: "Raise its maxSupply, or give the founders fewer.",
  },
  ALT_CONFIG_LATE_QUORUM: {
    message:
      "A quorum reached late prolongs a vote by {extension} seconds, which is more than the {period} of a whole one",
    remedy: "Set dao.lateQuorumExtension to no more than dao.votingPeriod.",
  },
  ALT_CONFIG_LIST: {
    message: "{file}, line {line}: {fault}",
    remedy: "Correct the file: its first line names the columns, each further one is an entry.",
  },
  ALT_CONFIG_NAME_TAKEN: {
    message: "Two contracts would be called {contract}",
    remedy: "Give each a name of its own: the organisation's name, or a collection's contract.",
  },
  ALT_CONFIG_NOBODY_VOTES: {
    message: "Nobody would ever have a vote: of {voting} nothing is minted at the deploy, and nothing sold",
    remedy: "Give the token a premint, or the collection founders or a sale: later only a vote could mint.",
  },
  ALT_CONFIG_PER_MINT_ABOVE_SUPPLY: {
    message: "One call shall mint up to {maxPerMint} of {contract}, and there will be {maxSupply}",
    remedy: "Lower its maxPerMint, or raise its maxSupply.",
  },
  ALT_CONFIG_PHASES_OVERLAP: {
    message: "The phases {earlier} and {later} of {contract} overlap: both would be open from {start}",
    remedy: "Let one end before the other begins; one without an end goes on until the next.",
  },
  ALT_CONFIG_PHASE_LIMIT: {
    message: "Phase {phase} of {contract} lets an account mint {limit}, and there will be {maxSupply}",
    remedy: "Lower the phase's limit, or raise the collection's maxSupply.",
  },
  ALT_CONFIG_PHASE_TIMES: {
    message: "Phase {phase} of {contract} ends before it begins",
    remedy: "Set its end to a moment after its start.",
  },
  ALT_CONFIG_QUORUM: {
    message:
      "A quorum of {quorum} % is {needed} tokens, which nobody can reach: only {votable} of {premint} can vote, the others are vesting",
    remedy: "Lower dao.quorum, or let less vest.",
  },
  ALT_CONFIG_REVEAL_EARLY: {
    message: "{contract} may be revealed while it is sold, so that the last buyers could choose",
    remedy: "Set its metadata.notBefore to no earlier than the end of its last phase.",
  },
  ALT_CONFIG_REVOCABLE: {
    message: "Tokens of {contract} are {fault}, so that the treasury must not be able to take them back",
    remedy: "Leave its revocable out: only tokens that are given out, and are soulbound, can be revocable.",
  },
  ALT_CONFIG_ROYALTY: {
    message: "The royalty of {contract} is {royalty} %, and at most {most} % are allowed",
    remedy: "Lower it: marketplaces leave out royalties that are higher.",
  },
  ALT_CONFIG_SALE_OF_NOTHING: {
    message: "All {maxSupply} tokens of {contract} go to its founders, so that its sale has none",
    remedy: "Raise its maxSupply, or leave its sale out.",
  },
  ALT_CONFIG_SALE_PAST: {
    message: "The last phase of {contract}'s sale would end at {end}, and on the chain it is {now}",
    remedy: "Give its phases times to come.",
  },
  ALT_CONFIG_SIGNERS: {
    message: "Vouchers of {contract} would be signed by {signers}, and a collection has one signer",
    remedy: "Name the same signer in each of its phases of the kind signature.",
  },
  ALT_CONFIG_SOULBOUND: {
    message: "{contract} is soulbound, which rules {feature} out: its tokens never change hands",
    remedy: "Leave one of the two out.",
  },
  ALT_CONFIG_STALE: {
    message: "{files} are not as {config} has them",
    remedy: "Run `npx hardhat compose --organisation {config}`, and commit what it writes.",
  },
  ALT_CONFIG_SUPER_QUORUM: {
    message: "The super quorum of {superQuorum} % is not above the quorum of {quorum} %",
    remedy: "Raise dao.superQuorum, or leave it out.",
  },
  ALT_CONFIG_THRESHOLD: {
    message: "A proposer needs {threshold} votes, and there are {votes}, so that nobody could ever propose",
    remedy: "Lower dao.proposalThreshold.",
  },
  ALT_CONFIG_UNKNOWN: {
    message: "{place} has no setting {key}",
    remedy: "Correct its name, or leave it out; an editor that knows TypeScript lists the settings.",
  },
  ALT_CONFIG_VALUE: {
    message: "{place} {fault}",
    remedy: "Correct it in the config.",
  },
  ALT_CONFIG_VESTING_EMPTY: {
    message: "Vesting grant {grant} gives {account} nothing",
    remedy: "Give an amount above zero, or leave the grant out.",
  },
  ALT_CONFIG_VESTING_TIMES: {
    message: "Vesting grant {grant} has its cliff after {cliff} seconds and its end after {duration}",
    remedy: "Let it last longer than 0 seconds, and at least as long as its cliff.",
  },
  ALT_CONFIG_VOTES_COLLECTION: {
    message: "Votes are those of {contract}, and the organisation has no such collection with votes",
    remedy: "Set dao.votes.collection to the contract of a collection, and `votes: true` there.",
  },
  ALT_CONFIG_VOTES_TOKEN: {
    message: "Votes are the token's, and the organisation has no token",
    remedy: "Give it a token, or name the collection that votes in dao.votes.",
  },
  ALT_CONFIG_ZERO_DELAY: {
    message:
      "The timelock has no delay on chain {chainId}: what passed could be executed before anybody can leave",
    remedy: "Set dao.timelockDelay, or, if it shall be so, dao.allowZeroDelay to true.",
  },
} as const satisfies Record<string, ErrorEntry>;
