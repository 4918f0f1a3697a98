import type { ErrorEntry } from "./entry.ts";

/** Tokens and collections. */
export const tokensErrors = {
  ALT_NFT_BOUND: {
    message: "Token {tokenId} is bound to its holder",
    remedy: "It cannot be transferred; its holder can burn it.",
  },
  ALT_NFT_CARVED: {
    message: "Token {tokenId} has its traits, which never change",
    remedy: "Ask for those of another token.",
  },
  ALT_NFT_COLLECTION: {
    message: "{named} is no collection of the organisation, which has: {known}",
    remedy: "Name one of them, or give an address.",
  },
  ALT_NFT_FILE: {
    message: "{file} cannot be used here: {fault}",
    remedy:
      "Use it as npx hardhat nft voucher or nft commit wrote it, on its network (--network), for its collection (--collection) and with its account (--from).",
  },
  ALT_NFT_LIMIT: {
    message: "{account} may mint {left} more tokens now, not {quantity}",
    remedy: "Mint fewer, or wait for the next phase of the sale.",
  },
  ALT_NFT_LIST: {
    message: "{file} is not the list of phase {phase}: its root is {root}, and the phase's {expected}",
    remedy:
      "Take the file that the phase was made from. What its lines leave out counts too: the limit is the phase's, the price that of --price.",
  },
  ALT_NFT_MINT_WAYS: {
    message: "A list and a voucher were given, and a mint goes by one",
    remedy: "Leave --list or --voucher out: npx hardhat nft sale says what the open phase takes.",
  },
  ALT_NFT_MODULE: {
    message: "{collection} was made without a {module}",
    remedy: "Name another collection with --collection.",
  },
  ALT_NFT_NOT_APPROVED: {
    message: "{operator} neither owns token {tokenId} nor was approved for it",
    remedy: "Sign with the owner's account: npx hardhat nft show names it.",
  },
  ALT_NFT_NOT_LISTED: {
    message: "The allowlist does not entitle {account} to {limit} tokens for {price} ether each",
    remedy:
      "Take limit, price and proof from the list of the phase that is open, and sign with the account in it.",
  },
  ALT_NFT_NOT_OWNER: {
    message: "Token {tokenId} belongs to {owner}",
    remedy: "Sign with its owner's account.",
  },
  ALT_NFT_NOT_PUBLIC: {
    message: "Phase {phase} of the sale, which is open, is not for everybody",
    remedy:
      "Wait for a public phase (npx hardhat nft sale), or mint with npx hardhat nft mint --list or --voucher.",
  },
  ALT_NFT_NOT_SIGNER: {
    message: "{account} does not sign the collection's vouchers: {signer} does",
    remedy: "Sign with that account (--from), or let the DAO appoint this one: setSigner of the collection.",
  },
  ALT_NFT_NOT_SOLD: {
    message: "{collection} is not sold: its owner gives its tokens out",
    remedy: "Let the DAO give them: mintTo of the collection.",
  },
  ALT_NFT_NO_ENTRY: {
    message: "{file} has no entry for {account}",
    remedy: "Sign with an account that is in the list: --from.",
  },
  ALT_NFT_PAYMENT: {
    message: "{paid} ether were paid and {needed} are the price",
    remedy: "Try again: the DAO changed the price in between.",
  },
  ALT_NFT_PHASE_KIND: {
    message: "Phase {phase} of the sale, which is open, is a {kind} phase",
    remedy: "A public phase takes no proof, an allowlist phase its proof, a signature phase a voucher.",
  },
  ALT_NFT_PHASE_UNKNOWN: {
    message: "Phase {phase} of the sale, which has {count}, is not one for vouchers",
    remedy: "Name one of the kind signature: npx hardhat nft sale lists them.",
  },
  ALT_NFT_PICTURE: {
    message: "The picture of token {tokenId} is not on chain; its metadata is at {uri}",
    remedy: "Look there, or leave --svg out.",
  },
  ALT_NFT_QUANTITY: {
    message: "{quantity} tokens cannot be minted at once; 1 to {maximum} can",
    remedy: "Mint them in several goes.",
  },
  ALT_NFT_REVEAL_DONE: {
    message: "The collection was {what} already, which is done once",
    remedy: "Somebody was quicker. Run it again: it goes on from where the chain is.",
  },
  ALT_NFT_REVEAL_EARLY: {
    message: "The collection cannot be revealed before {notBefore}",
    remedy: "Wait until then: it keeps buyers from choosing.",
  },
  ALT_NFT_REVEAL_UNDRAWN: {
    message: "The collection has not been drawn, so that nothing can be revealed",
    remedy: "Draw first, as anyone may: npx hardhat nft reveal.",
  },
  ALT_NFT_SALE_CLOSED: {
    message: "No phase of the sale is open; the next opens: {opens}",
    remedy: "Come back then, or let the DAO add a phase: setPhases of the collection.",
  },
  ALT_NFT_SECRET: {
    message:
      "Seed and base URI of {file} are not what the collection is committed to: theirs is {given}, the collection's {commitment}",
    remedy: "Name the file that npx hardhat nft commit wrote for this collection.",
  },
  ALT_NFT_SECRET_KEPT: {
    message: "{file} holds the secret of {baseUri}, and no other is written over it",
    remedy:
      "Name another file with --out. Delete this one only if no collection was made with its commitment: without the seed nothing can be revealed.",
  },
  ALT_NFT_SOLD_OUT: {
    message: "{quantity} tokens were asked for and {left} are left",
    remedy: "Mint fewer.",
  },
  ALT_NFT_TRAITS_PENDING: {
    message: "The traits of token {tokenId} were asked for, and may arrive until {until}",
    remedy: "Wait for the answer, or until the request expires.",
  },
  ALT_NFT_TRAITS_UNSET: {
    message: "The collection has no function to ask for traits",
    remedy: "Let the DAO set one: setTraitsFunction of the collection.",
  },
  ALT_NFT_TWICE: {
    message: "Token {tokenId} is named twice",
    remedy: "Name each token once.",
  },
  ALT_NFT_UNKNOWN: {
    message: "There is no token {tokenId}",
    remedy: "Tokens are numbered from 1; mint one: npx hardhat nft mint.",
  },
  ALT_NFT_VOUCHER: {
    message: "The voucher is not the signer's for {account} in phase {phase} of the sale",
    remedy:
      "Ask for one that names this account, limit and price, and the phase as it is now: one that was replaced takes its vouchers along.",
  },
  ALT_NFT_VOUCHER_EXPIRED: {
    message: "The voucher was good until {deadline}",
    remedy: "Ask for another.",
  },
  ALT_NFT_VOUCHER_TIME: {
    message:
      "Nobody could use the voucher (good until: {deadline}) in phase {phase} of the sale (from {opens}, until: {closes}); it is {now}",
    remedy:
      "Give it longer (--hours; without it, until the phase ends), or name another phase: npx hardhat nft sale.",
  },
  ALT_TOKEN_ALLOWANCE: {
    message: "{spender} may spend {had} tokens, and {needed} are needed",
    remedy: "Let the owner approve or permit more.",
  },
  ALT_TOKEN_BALANCE: {
    message: "{account} holds {had} tokens, and {needed} are needed",
    remedy: "Send less, or get tokens from a holder first.",
  },
  ALT_TOKEN_CAP: {
    message: "The supply would be {supply} tokens, above the cap of {cap}",
    remedy: "Mint less.",
  },
  ALT_TOKEN_IRREVOCABLE: {
    message: "Vesting grant {grantId} cannot be revoked: it was made for good, or is revoked already",
    remedy: "See what it is: npx hardhat token vesting with its beneficiary.",
  },
  ALT_TOKEN_NOTHING_VESTED: {
    message: "Vesting grant {grantId} has paid {claimed} tokens, and no more has vested",
    remedy: "See what vests when: npx hardhat token vesting with its beneficiary.",
  },
  ALT_TOKEN_UNKNOWN_GRANT: {
    message: "There is no vesting grant {grantId}",
    remedy: "List an account's: npx hardhat token vesting with the account.",
  },
} as const satisfies Record<string, ErrorEntry>;
