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
  ALT_DAO_ADVANCE_NOT_LOCAL: {
    message: "Time passes by itself on chain {chainId}",
    remedy: "Leave --advance out and wait; it is for local networks.",
  },
  ALT_DAO_ALREADY_VOTED: {
    message: "{voter} has voted on this proposal",
    remedy: "A vote cannot be changed; vote with another account.",
  },
  ALT_DAO_DELEGATED_LATE: {
    message: "{voter} had no votes when voting power was counted for proposal {proposalId}",
    remedy: "Votes that were delegated later count from the next proposal on: propose again.",
  },
  ALT_DAO_NOT_DELEGATED: {
    message: "{voter} holds tokens but has delegated them to nobody, so they give no votes",
    remedy:
      "Delegate to yourself (npx hardhat token delegate) and propose again: votes count from the next proposal on.",
  },
  ALT_DAO_NO_CALLS: {
    message: "A proposal without a call does nothing",
    remedy: "Name at least one call: a target, a function and its arguments.",
  },
  ALT_DAO_NO_PROPOSALS: {
    message: "There are no proposals yet",
    remedy: "Make one: npx hardhat dao propose --help.",
  },
  ALT_DAO_NO_VOTES: {
    message: "{voter} has no votes",
    remedy: "Get tokens, or have a holder delegate to you: npx hardhat token delegate.",
  },
  ALT_DAO_PROPOSER_VOTES: {
    message: "{proposer} has {votes} votes, and a proposal needs {threshold}",
    remedy: "Delegate tokens to yourself: npx hardhat token delegate.",
  },
  ALT_DAO_STATE: {
    message: "Proposal {proposalId} is {state}, which rules this step out",
    remedy: "See what comes next: npx hardhat dao status {proposalId}.",
  },
  ALT_DAO_TOO_EARLY: {
    message: "Proposal {proposalId} cannot be executed before {eta}; it is {now}",
    remedy: "Wait for the timelock; on a local network add --advance.",
  },
  ALT_DAO_UNKNOWN_METHOD: {
    message: "{target} has no function {signature}",
    remedy: "Name it as in its interface, e.g. setFuelPrice(uint48).",
  },
  ALT_DAO_UNKNOWN_PROPOSAL: {
    message: "There is no proposal {proposalId}",
    remedy: "List them: npx hardhat dao list.",
  },
  ALT_DAO_VOTE_KIND: {
    message: "{vote} is no way to vote",
    remedy: "Vote for, against or abstain.",
  },
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
  ALT_FILE_NOT_FOUND: {
    message: "There is no file {file}",
    remedy: "Correct its path, which is looked up from the folder that you are in.",
  },
  ALT_FILE_NOT_WRITTEN: {
    message: "The file {file} cannot be written ({fault})",
    remedy: "Name a file in a folder that exists and that you may write to.",
  },
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
  ALT_GUEST_ABI_MISSING: {
    message: "{file} does not say what its endpoints are",
    remedy: "Name its ABI with --abi: a JSON array of fragments, human-readable or as compilers write them.",
  },
  ALT_GUEST_ARTEFACT_OVER_LIMIT: {
    message: "The artefact has {bytes} bytes, and may have {limit}",
    remedy: "Leave out what the function does not need: packages, tables, debug sections.",
  },
  ALT_GUEST_EXPORT_MISSING: {
    message: "The module does not export {name} as {expected}",
    remedy: "Export it: docs/runtime.md describes the guest ABI.",
  },
  ALT_GUEST_IMPORT_REFUSED: {
    message: "The module's import {name} (at byte {offset}) is refused: {reason}",
    remedy: "Import nothing but the host's functions: docs/runtime.md lists them.",
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
  ALT_GUEST_MODULE_OVER_LIMIT: {
    message: "The module has {count} {construct} (at byte {offset}); the limit is {limit}",
    remedy: "Split what is too large: the limits are those of the execution domain, in runtime/limits.ts.",
  },
  ALT_GUEST_RESERVED_EXPORT: {
    message: "The module exports {name}, a name that is reserved for the meter",
    remedy: "Rename the export: no name may begin with althing:.",
  },
  ALT_GUEST_SYNTAX: {
    message: "{file} cannot be built: {fault}",
    remedy: "Correct the source; the function may import its own files, npm packages and the guest SDK.",
  },
  ALT_HTTP_ADDRESS: {
    message: "The HTTP service cannot listen on {address}: {fault}",
    remedy: "Name a free address, such as 127.0.0.1:8080 (ALTHING_HTTP or --http).",
  },
  ALT_HTTP_FAULT: {
    message: "The service failed to answer {method} {route}",
    remedy: "See the relay's log at this time.",
  },
  ALT_HTTP_INVALID: {
    message: "{method} {route} does not take this: {fault}",
    remedy: "See /openapi.json for what it takes.",
  },
  ALT_HTTP_NOT_FOUND: {
    message: "There is no {method} {route} here",
    remedy: "See /openapi.json for what there is.",
  },
  ALT_HTTP_TOKEN: {
    message: "The request has no bearer token, or not the one that is set",
    remedy: "Send the header Authorization: Bearer, followed by what ALTHING_HTTP_TOKEN holds.",
  },
  ALT_HTTP_TOKEN_UNSET: {
    message: "{method} {route} changes something, and this service has no token that allows it",
    remedy: "Set ALTHING_HTTP_TOKEN to a long random text and start the relay again.",
  },
  ALT_HTTP_TOO_MANY: {
    message: "More than {max} requests in {seconds} s came from this address",
    remedy: "Wait, and ask less often.",
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
  ALT_NFT_CARVED: {
    message: "Token {tokenId} has its traits, which never change",
    remedy: "Ask for those of another token.",
  },
  ALT_NFT_METADATA: {
    message: "The metadata is not a data URI that begins with {expected}",
    remedy: "See that the address book names this collection.",
  },
  ALT_NFT_NOT_APPROVED: {
    message: "{operator} neither owns token {tokenId} nor was approved for it",
    remedy: "Sign with the owner's account: npx hardhat nft show names it.",
  },
  ALT_NFT_NOT_OWNER: {
    message: "Token {tokenId} belongs to {owner}",
    remedy: "Sign with its owner's account.",
  },
  ALT_NFT_PAYMENT: {
    message: "{paid} ether were paid and {needed} are the price",
    remedy: "Try again: the DAO changed the price in between.",
  },
  ALT_NFT_QUANTITY: {
    message: "{quantity} tokens cannot be minted at once; 1 to {maximum} can",
    remedy: "Mint them in several goes.",
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
  ALT_RELAY_ARTEFACT_ADDRESS_REFUSED: {
    message: "The artefact's URI leads to {host}, which is no public address",
    remedy: "Publish it where everyone can fetch it, or let this relay fetch from private addresses.",
  },
  ALT_RELAY_ARTEFACT_HASH: {
    message: "The artefact's bytes hash to {actual}, and {expected} was published",
    remedy: "The mirror serves other bytes: its owner has to put back the published ones.",
  },
  ALT_RELAY_ARTEFACT_KIND: {
    message: "The artefact is said to be {claimed}, and its bytes are {actual}",
    remedy: "Use another RPC endpoint; if this one is right, the function has to be published as what it is.",
  },
  ALT_RELAY_ARTEFACT_UNPUBLISHED: {
    message: "Block {block} has no event that publishes version {version} of function {functionId}",
    remedy: "Use an RPC endpoint that keeps old logs: the bytes are in that event.",
  },
  ALT_RELAY_ARTEFACT_UNREACHABLE: {
    message: "The artefact cannot be fetched from {uri}: {fault}",
    remedy: "The function's owner has to make that address answer; until then the relay tries again.",
  },
  ALT_RELAY_BACKUP_EXISTS: {
    message: "There is a file {file} already",
    remedy: "Name another: a backup replaces nothing.",
  },
  ALT_RELAY_BACKUP_FAILED: {
    message: "The backup {file} could not be made: {fault}",
    remedy:
      "Make room there, or name another place. The store is as it was, and nothing is left of the copy.",
  },
  ALT_RELAY_BATCH_OUTDATED: {
    message: "Of a signed batch of {count} requests only {left} are still to be fulfilled",
    remedy: "Nothing to do: they are signed for again.",
  },
  ALT_RELAY_BEHIND: {
    message: "The chain is {behind} blocks further than the relay, which may be {most} behind",
    remedy: "Nothing to do while it catches up; if that grows, give it a faster endpoint.",
  },
  ALT_RELAY_CANCELLED: {
    message: "The transaction with nonce {nonce} was cancelled, since it was not worth its gas any more",
    remedy: "Nothing to do: what of it is still to be done is signed for again when gas is cheaper.",
  },
  ALT_RELAY_CHAIN_UNSUPPORTED: {
    message: "On chain {chainId} a contract's block.number is not the number of its own block",
    remedy: "Deploy on another chain: those of Arbitrum are not supported yet.",
  },
  ALT_RELAY_DEAD_UNKNOWN: {
    message: "This relay has given up no request {id}",
    remedy: "`relay dead list` shows what it has given up; a request that was replayed is alive again.",
  },
  ALT_RELAY_DOUBLE_SIGN: {
    message: "For request {id} another receipt was signed before; nothing more will be signed for it",
    remedy: "Find out why two executions differ (see docs/runtime.md) before this key signs anything else.",
  },
  ALT_RELAY_ENDPOINTS_DOWN: {
    message: "No RPC endpoint can be used: {endpoints}",
    remedy: "See what each one's provider says, or name further ones; the relay tries them again by itself.",
  },
  ALT_RELAY_EVENTS_REFUSED: {
    message: "The RPC endpoint gave no events for blocks {from} to {to}: {fault}",
    remedy: "The relay asks for fewer blocks next; if single blocks fail too, use another endpoint.",
  },
  ALT_RELAY_EXECUTION_INVALID: {
    message: "An execution breaks the protocol: {fault}",
    remedy: "This is a fault of the runtime: report it with the function's bytes.",
  },
  ALT_RELAY_EXPIRY_BUDGET: {
    message: "Expiries have cost {spent} wei in 24 hours, and may cost {budget}: overdue requests wait",
    remedy:
      "Nothing to do: it goes on as the day passes, and anyone may expire them. ALTHING_EXPIRY_BUDGET raises it.",
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
  ALT_RELAY_LEASE_AHEAD: {
    message:
      "The lease of key {key} counts {signatures} signed batches, and the store knows of {known}: it is an older copy",
    remedy:
      "Put the newest store back; if it is lost, `relay confirm`: nothing is signed then for requests of before.",
  },
  ALT_RELAY_LEASE_FOREIGN: {
    message:
      "The last of {signatures} batches signed with key {key} was signed with another store ({other}, this is {storeId})",
    remedy:
      "Start the relay with that store; if it is lost, `relay confirm`: nothing is signed then for requests of before.",
  },
  ALT_RELAY_LEASE_MISSING: {
    message:
      "There is no lease of key {key} here, and the store has signed {known} batches: perhaps with another machine's since",
    remedy:
      "Bring the leases' folder along (ALTHING_LEASES), or `relay confirm`: nothing is signed then for requests of before.",
  },
  ALT_RELAY_MAYBE_SIGNED: {
    message:
      "Request {id} is of before the block that was confirmed: a receipt for it may have been signed and forgotten",
    remedy: "Nothing to do: its escrow comes back when it expires after its deadline.",
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
  ALT_RELAY_NO_ENDPOINT: {
    message: "Network {network} lives in one process, and a relay service in another",
    remedy: "Name a network with an RPC URL (--network localhost), or give --rpc-url.",
  },
  ALT_RELAY_NO_QUORUM: {
    message: "Epoch {epoch} needs {needed} signatures, and this relay holds {had} of its keys",
    remedy: "Give it the missing keys.",
  },
  ALT_RELAY_NO_ROUTER: {
    message: "There is no contract at {router} on chain {chainId}",
    remedy: "Deploy first, or correct the router's address.",
  },
  ALT_RELAY_NO_STORE: {
    message: "There is no relay's store at {file}",
    remedy: "Start the relay first (`relay start`), or name its store with --store.",
  },
  ALT_RELAY_PROGRAM_UNKNOWN: {
    message: "The relay has not seen the router admit program {program}",
    remedy:
      "Let it read from the block of the router's deployment, with a new store; or use another endpoint.",
  },
  ALT_RELAY_QUEUE_FULL: {
    message: "The relay has {inHand} requests in hand, and takes {queue} at most: {waiting} wait on chain",
    remedy:
      "Nothing to do if transactions are being mined: it goes on as they end. Else see why none is; ALTHING_QUEUE raises the bound.",
  },
  ALT_RELAY_REORG_PAST_FINALITY: {
    message:
      "Blocks {from} to {to} are gone from the chain, and block {final} had counted as final ({depth} blocks deep)",
    remedy:
      "Find out which chain is right (other endpoints, the chain's operators), then `relay confirm`. Raise ALTHING_FINALITY_DEPTH if this is usual there.",
  },
  ALT_RELAY_REPLAY_REFUSED: {
    message: "Request {id} cannot be replayed: it is {state}, and its deadline is {deadline}",
    remedy:
      "Nothing to do: its escrow comes back, or came back, to whoever paid. The consumer may ask again.",
  },
  ALT_RELAY_REPLAY_WHICH: {
    message: "It is not clear what to replay",
    remedy: "Name one request, or give --all.",
  },
  ALT_RELAY_REQUEST_DECLINED: {
    message: "The relay will not run request {id}: {reason}",
    remedy: "Its whole escrow comes back when it expires after its deadline.",
  },
  ALT_RELAY_REQUEST_PARKED: {
    message: "Request {id} could not be fulfilled: {reason}",
    remedy: "Its whole escrow comes back when it expires after its deadline.",
  },
  ALT_RELAY_REQUEST_UNKNOWN: {
    message: "The relay knows no request {id}",
    remedy: "See that the id is right, and that the relay has taken its block in.",
  },
  ALT_RELAY_RPC_DISAGREE: {
    message: "Block {number} is {hash} to this relay, and another to {against}",
    remedy:
      "Nothing is signed until most endpoints have the same block. If it lasts, compare with a block explorer, and take the endpoint that is wrong off the list.",
  },
  ALT_RELAY_RPC_LIST_INVALID: {
    message: "RPC endpoint {place} of the list cannot be used: {fault}",
    remedy: 'Write URLs separated by commas, such as "https://a.example weight=3, wss://b.example".',
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
  ALT_RELAY_SETTLE_TIMEOUT: {
    message: "After {milliseconds} ms requests are still open: {requests}",
    remedy: "Wait longer, or look at the reasons given; `onProgress` and the log show every step.",
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
  ALT_RELAY_SKIPPED: {
    message: "The router skipped the request's receipt",
    remedy: "Its deadline may have passed; then it expires and its escrow comes back.",
  },
  ALT_RELAY_STARTING: {
    message: "The relay has not reached the chain yet",
    remedy: "Wait; if it stays so, see its log, and whether the RPC endpoint answers.",
  },
  ALT_RELAY_STOPPED: {
    message: "The relay has been stopped",
    remedy: "Create another.",
  },
  ALT_RELAY_STORE_BUSY: {
    message: "Another process keeps the store {file} locked",
    remedy: "End what holds it: a copy, a viewer, another relay. The relay tries again.",
  },
  ALT_RELAY_STORE_DAMAGED: {
    message: "The store {file} is damaged: {fault}",
    remedy:
      "Keep the file, and put the last backup in its place or start with none: the rest is read from the chain, and signing starts again with `relay confirm`.",
  },
  ALT_RELAY_STORE_FOREIGN: {
    message: "The store {file} belongs to {found}; this relay serves {expected}",
    remedy: "Name another file: a store keeps what was signed and must not be shared or deleted lightly.",
  },
  ALT_RELAY_STORE_FULL: {
    message: "There is no room left for the store {file}",
    remedy:
      "Make room on its disk: until then nothing is taken in, executed or signed, and nothing is lost. The relay goes on by itself.",
  },
  ALT_RELAY_STORE_IN_USE: {
    message: "The store {file} is in use by process {pid} on {host} since {since}",
    remedy: "Stop that relay first, or name another store with --store: each needs its own, and its own key.",
  },
  ALT_RELAY_STORE_IO: {
    message: "The disk fails under the store {file}: {fault}",
    remedy: "Look at the disk and the system's log. The relay tries again, and loses nothing meanwhile.",
  },
  ALT_RELAY_STORE_NEWER: {
    message: "The store {file} was changed by a newer program ({found}); this one knows it up to {known}",
    remedy: "Run that program again: a store does not go back. A backup from before the change would.",
  },
  ALT_RELAY_STORE_RESTORED: {
    message: "The store is a copy of {at}: what was signed since then it does not know",
    remedy:
      "Start the relay with the store itself; if that is lost, `relay confirm`: nothing is signed then for requests of before.",
  },
  ALT_RELAY_STORE_UNWRITABLE: {
    message: "The store {file} cannot be opened and written: {fault}",
    remedy: "Give the relay's user the file and its folder, on a disk that is not mounted read-only.",
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
      "Build it for WebAssembly 2.0 without SIMD, reference types, threads, exceptions, tail calls or garbage collection.",
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
} as const satisfies Record<string, ErrorEntry>;

export type ErrorCode = keyof typeof errorCatalogue;
