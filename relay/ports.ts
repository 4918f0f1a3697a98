import type { TypedDataDomain, TypedDataField } from "ethers";
import type { Quorum } from "../protocol/quorum.ts";
import type { Batch } from "../protocol/receipt.ts";
import type { RequestHeader } from "../protocol/request.ts";
import type { Program } from "../protocol/task.ts";
import type { Artefact, Kind } from "./domain/artefact.ts";
import type { Disagreement, EndpointHealth } from "./domain/endpoint.ts";
import type { Execution } from "./domain/execution.ts";
import type { GasFees, MarketFees } from "./domain/fees.ts";
import type { Holder, Signings } from "./domain/lease.ts";
import type { SeenRequest } from "./domain/request.ts";

export type { Store } from "./store-port.ts";

/** A block by what identifies it. */
export interface BlockRef {
  readonly number: number;
  readonly hash: string;
}

export interface Block extends BlockRef {
  /** Unix seconds. */
  readonly timestamp: bigint;
}

/** A block as the chain tells it, with the one before it. */
export interface LinkedBlock extends Block {
  readonly parentHash: string;
  /** Whether its header shows events of the router's: a hint, which a list of them that is empty is held against. */
  readonly shows: "none" | "maybe" | "some";
}

/** Where on chain something happened. */
export interface Place {
  readonly blockNumber: number;
  readonly blockHash: string;
  readonly transactionHash: string;
  readonly logIndex: number;
}

/** What the router tells, in wei and units of fuel. Programs and requests are already held against their hashes. */
export type RouterEvent =
  | ({ readonly type: "admitted"; readonly hash: string; readonly program: Program } & Place)
  | { readonly type: "requested"; readonly request: SeenRequest }
  | ({
      readonly type: "settled";
      readonly id: string;
      readonly outcome: number;
      readonly fuelUsed: bigint;
      readonly charged: bigint;
      readonly reimbursed: bigint;
    } & Place)
  | ({ readonly type: "callbackFailed"; readonly id: string; readonly reason: string } & Place)
  | ({ readonly type: "expired"; readonly id: string } & Place);

export interface Member {
  readonly signer: string;
  readonly sender: string;
  /** Its signatures are refused, yet it keeps its place. */
  readonly revoked: boolean;
}

/** The members of the operator set's current epoch, in the order of their places. */
export interface Epoch {
  readonly epoch: bigint;
  readonly quorum: number;
  readonly members: readonly Member[];
}

/** Who may sign batches and who may submit them. */
export interface Standing {
  readonly epoch: Epoch;
  /** By sender: the place in the epoch of the operator that it submits for, itself or as a deputy. Others may not. */
  readonly places: ReadonlyMap<string, number>;
}

/** What an endpoint says of a published version: its bytes, or where they are. Nothing of it is proven. */
export interface Publication {
  readonly kind: Kind;
  readonly bytes: Uint8Array | undefined;
  /** Empty where the bytes are on chain. */
  readonly uri: string;
}

/** A receipt with what the router needs to settle it. */
export interface SignedRequest {
  readonly header: RequestHeader;
  readonly execution: Execution;
}

/** What the submit stage wants done on chain. */
export interface Transaction {
  readonly data: string;
  readonly gasLimit: bigint;
  readonly nonce: number;
  readonly fees: GasFees;
}

export interface SignedTransaction {
  readonly hash: string;
  readonly raw: string;
}

/** What became of a transaction. */
export interface Mined {
  readonly block: BlockRef;
  readonly success: boolean;
  readonly gasUsed: bigint;
  /** Wei a unit of gas. */
  readonly gasPrice: bigint;
}

/** The endpoints behind a chain. */
export interface Endpoints {
  /** How each is; none where the chain is in this process. */
  endpoints(): readonly EndpointHealth[];
  /**
   * Asks another endpoint, by turns, for a block that is final to the relay, and all where they differ. undefined where
   * most have the same; else nothing may be signed until that is so.
   */
  disagreement(block: BlockRef): Promise<Disagreement | undefined>;
  /** Calls `listener` whenever an endpoint announces a new head. */
  onHead(listener: () => void): void;
  /** Whether a new head would be announced: then there is little need to look. */
  announcesHeads(): boolean;
}

/** The chain as the relay sees it: reading, through endpoints that are not trusted. */
export interface Chain extends Endpoints {
  /** @throws ALT_RELAY_WRONG_CHAIN, ALT_RELAY_NO_ROUTER, ALT_RELAY_CHAIN_UNSUPPORTED, ALT_RELAY_L1_FEE */
  check(): Promise<void>;
  head(): Promise<LinkedBlock>;
  /** undefined where the chain is shorter. */
  block(number: number): Promise<LinkedBlock | undefined>;
  /** The router's events in blocks `from` to `to`. @throws ALT_RELAY_RPC_UNTRUE */
  events(from: number, to: number): Promise<RouterEvent[]>;
  /** The router's events in this very block: an endpoint that does not have it has no answer. @throws ALT_RELAY_RPC_UNTRUE */
  eventsOf(block: BlockRef): Promise<RouterEvent[]>;
  /** The standing of these senders, and of the epoch's members. */
  standing(senders: readonly string[]): Promise<Standing>;
  /** What the network asks for now. */
  fees(): Promise<MarketFees>;
  /** The keys that signed the batch which this transaction fulfilled; none if it is no fulfilment itself. */
  signersOf(transactionHash: string): Promise<string[]>;
  /** @throws ALT_RELAY_ARTEFACT_UNPUBLISHED, ALT_RELAY_ARTEFACT_UNREACHABLE */
  publication(functionId: bigint, version: bigint): Promise<Publication>;
  /** `submitter` is a place in the current epoch; `epoch` is that of the batch, which may be the one before. */
  fulfilCalldata(
    requests: readonly SignedRequest[],
    epoch: bigint,
    quorum: Quorum,
    submitter: number,
  ): string;
  expireCalldata(headers: readonly RequestHeader[]): string;
}

/** A transaction as keys sign it (EIP-1559); amounts in wei. */
export interface UnsignedTransaction {
  readonly type: 2;
  readonly chainId: bigint;
  readonly to: string;
  readonly value: bigint;
  readonly data: string;
  readonly gasLimit: bigint;
  readonly nonce: number;
  readonly maxFeePerGas: bigint;
  readonly maxPriorityFeePerGas: bigint;
}

/** An operator's private key, in this process or behind a remote signer. It never leaves where it is. */
export interface Key {
  readonly address: string;
  /** Returns the signed bytes. @throws ALT_RELAY_SIGNER_UNREACHABLE, ALT_RELAY_SIGNER_REFUSED, ALT_RELAY_SIGNER_UNTRUE */
  signTransaction(transaction: UnsignedTransaction): Promise<string>;
  /** EIP-712; 65 bytes of hex. @throws as `signTransaction` */
  signTypedData(
    domain: TypedDataDomain,
    types: Record<string, TypedDataField[]>,
    value: Record<string, unknown>,
  ): Promise<string>;
}

/** A key that sends transactions to the router. The relay is its only user. */
export interface Sender {
  readonly address: string;
  /** The number of its mined transactions: the next nonce. */
  nonce(): Promise<number>;
  /** Wei. */
  balance(): Promise<bigint>;
  /** Runs the call without sending it. @throws ALT_REVERTED with the router's error, ALT_RELAY_TRANSACTION_REFUSED */
  simulate(transaction: Pick<Transaction, "data" | "gasLimit">, block: "latest" | "pending"): Promise<void>;
  sign(transaction: Transaction): Promise<SignedTransaction>;
  /** A transfer of nothing to itself: all it does is take its nonce from another transaction. */
  signCancellation(cancellation: Pick<Transaction, "nonce" | "fees">): Promise<SignedTransaction>;
  /** @throws ALT_RELAY_NONCE_USED, ALT_RELAY_UNDERPRICED, ALT_RELAY_FUNDS, ALT_RELAY_TRANSACTION_REFUSED */
  broadcast(raw: string): Promise<void>;
  mined(hash: string): Promise<Mined | undefined>;
  /** Whether the endpoint has the transaction, mined or waiting. */
  isKnown(hash: string): Promise<boolean>;
}

/** What became of transactions, whoever sent them. */
export interface Accounts {
  /** The number of an address' mined transactions: its next nonce. */
  nonce(address: string): Promise<number>;
  mined(hash: string): Promise<Mined | undefined>;
}

/** A key that signs batches. Later also: another operator's, reached over the network. */
export interface Signer {
  readonly address: string;
  /** 65 bytes of hex. */
  sign(batch: Batch): Promise<string>;
}

/** Shows who signs with a key on this machine: one process has it at a time, and it stays when that ends. */
export interface KeyLease {
  readonly key: string;
  /** Takes it for this process, or says who has it. */
  take(now: number): Holder | undefined;
  /** What was last signed with the key; undefined if nothing ever was. Only once it was taken, as what follows. */
  record(): Signings | undefined;
  /** On disk when it returns. */
  write(signings: Signings): void;
  /** For others to take. */
  close(): void;
}

/** Runs artefacts, metered. */
export interface Executor {
  /** The one execution domain whose requests it can run. */
  executionDomain(): Promise<string>;
  execute(request: SeenRequest, program: Program, artefact: Artefact): Promise<Execution>;
  close(): Promise<void>;
}

/** Fetches bytes from where a URI points. The caller checks their hash. */
export interface ArtefactSource {
  /** @throws ALT_RELAY_ARTEFACT_UNREACHABLE, ALT_RELAY_ARTEFACT_ADDRESS_REFUSED */
  fetch(uri: string): Promise<Uint8Array>;
}

export interface Clock {
  /** Unix milliseconds. */
  now(): number;
}

export interface Log {
  debug(fields: object, message: string): void;
  info(fields: object, message: string): void;
  warn(fields: object, message: string): void;
  error(fields: object, message: string): void;
}
