import { ZeroAddress } from "ethers";
import { fail } from "../../protocol/errors.ts";
import { moment } from "../../protocol/moment.ts";
import {
  type CollectionBase,
  CollectionBase__factory,
  type ICollectionPhases,
  ICollectionPhases__factory,
} from "../../types/index.js";
import type { AddressBook } from "../address-book.ts";
import { type ContractCalls, callsOf } from "../calls/contract-calls.ts";
import { parseAddress } from "../support/addresses.ts";
import { type ClientRunner, ContractCaller } from "../support/contract-caller.ts";
import { requireUint } from "../support/ranges.ts";
import { bookOfCollection } from "./collection-place.ts";
import type { Minted } from "./collection-types.ts";
import { mintedIn } from "./minted.ts";
import { requireModule } from "./modules.ts";
import { phasesAt, type SalePhase, type SaleStatus, untilMoment } from "./phase-types.ts";
import { type Allowance, type SignedVoucher, VOUCHER_TYPES, type Voucher } from "./voucher.ts";

/**
 * A collection that is sold in phases: the organisation's first, or the one that is named. Entitled is the signer; `to`
 * gets the tokens, the signer if nobody is named. Throws ALT_NFT_MODULE where the collection is not sold so.
 */
export class PhasesClient {
  readonly contract: ICollectionPhases;
  /** Calls of the contract, to be proposed. */
  readonly calls: ContractCalls<ICollectionPhases>;
  readonly #collection: CollectionBase;
  readonly #caller: ContractCaller;

  constructor(addresses: AddressBook, runner: ClientRunner, collection?: string) {
    const book = bookOfCollection(addresses, collection);
    this.#caller = new ContractCaller(book, runner);
    this.contract = ICollectionPhases__factory.connect(book.collection, this.#caller.runner);
    this.calls = callsOf(addresses, this.contract);
    this.#collection = CollectionBase__factory.connect(book.collection, this.#caller.runner);
  }

  /** The number of the open phase, from 0; ALT_NFT_SALE_CLOSED where none is. */
  openPhase(): Promise<bigint> {
    return this.#read(() => this.contract.openPhase());
  }

  /** The sale as it stands by the chain's clock, and what is left of it for `account`. */
  async status(account?: string): Promise<SaleStatus> {
    const now = await this.#caller.now();
    return this.#read(async () => {
      const [found, walletLimit, signer, minted, maxSupply] = await Promise.all([
        this.contract.phases(),
        this.contract.walletLimit(),
        // TypeChain leaves the name out, which older contracts of ethers had for themselves.
        this.contract.getFunction("signer")() as Promise<string>,
        this.#collection.totalMinted(),
        this.#collection.maxSupply(),
      ]);
      const phases = phasesAt(found, now);
      const status = {
        phases,
        open: phases.find(({ state }) => state === "open"),
        next: phases.find(({ state }) => state === "next"),
        walletLimit: walletLimit === 0n ? undefined : walletLimit,
        signer,
        minted,
        maxSupply,
      };
      const left = account === undefined ? undefined : await this.#left(status, account);
      return { ...status, left };
    });
  }

  /** Mints by the signer's entry in the list of the open phase; ALT_NFT_NOT_LISTED, ALT_NFT_LIMIT. */
  async mintAllowlisted(
    quantity: bigint,
    allowance: Allowance,
    proof: readonly string[],
    to?: string,
  ): Promise<Minted> {
    return this.#mint(quantity, allowance.price, to, (owner, value) =>
      this.contract.mintAllowlisted(owner, quantity, allowance, [...proof], { value }),
    );
  }

  /** Mints by a voucher for the signer; ALT_NFT_VOUCHER, ALT_NFT_VOUCHER_EXPIRED, ALT_NFT_LIMIT. */
  async mintWithVoucher(quantity: bigint, voucher: Voucher, signature: string, to?: string): Promise<Minted> {
    const { limit, price, deadline } = voucher;
    return this.#mint(quantity, price, to, (owner, value) =>
      this.contract.mintWithVoucher(owner, quantity, { limit, price, deadline }, signature, { value }),
    );
  }

  /**
   * Signs, as the collection's signer, what `account` may mint in the phase with that number; in a phase of other
   * times that takes its place the voucher is void. Throws ALT_NFT_PHASE_UNKNOWN, ALT_NFT_VOUCHER_TIME or
   * ALT_NFT_NOT_SIGNER.
   */
  async signVoucher(account: string, phase: bigint, voucher: Voucher): Promise<SignedVoucher> {
    const { phases, signer } = await this.status();
    const found = phases[Number(phase)];
    if (found?.kind !== "signature") throw fail("ALT_NFT_PHASE_UNKNOWN", { phase, count: phases.length });
    const { limit, price, deadline } = voucher;
    requireTime(found, deadline, await this.#caller.now());
    await this.#requireSigner(signer);
    const message = {
      phaseStart: found.start,
      phaseEnd: found.end,
      account: parseAddress(account, "account"),
      limit: requireUint(limit, 64, "limit"),
      price: requireUint(price, 96, "price in wei"),
      deadline: requireUint(deadline, 40, "deadline"),
    };
    const signed = await this.#caller.signTyped(this.#collection, VOUCHER_TYPES, message);
    const { chainId, verifyingContract: collection, signature } = signed;
    return { chainId, collection, ...message, signature };
  }

  /** A contract that signs (ERC-1271) has its own rules for whose signature it takes. */
  async #requireSigner(signer: string): Promise<void> {
    const account = await this.#caller.sender();
    if (account === signer) return;
    const isContract = signer !== ZeroAddress && (await this.#caller.provider.getCode(signer)) !== "0x";
    if (!isContract) throw fail("ALT_NFT_NOT_SIGNER", { account, signer });
  }

  async #left({ open, walletLimit, minted, maxSupply }: Omit<SaleStatus, "left">, account: string) {
    if (open === undefined) return 0n;
    const [total, inPhase] = await this.contract.mintedBy(parseAddress(account, "account"));
    return least([maxSupply - minted, ...remaining(open.limit, inPhase), ...remaining(walletLimit, total)]);
  }

  async #read<Value>(call: () => Promise<Value>): Promise<Value> {
    return this.#caller.read("collection", async () => {
      await requireModule(this.#collection, "phases");
      return call();
    });
  }

  async #mint(quantity: bigint, price: bigint, to: string | undefined, call: MintCall): Promise<Minted> {
    const owner = to === undefined ? await this.#caller.sender() : parseAddress(to, "recipient");
    const paid = requireUint(quantity * price, 256, "price in wei");
    const receipt = await this.#caller.send("collection", () => call(owner, paid));
    return mintedIn(this.#collection, receipt, { owner, paid });
  }
}

type MintCall = (owner: string, value: bigint) => ReturnType<ICollectionPhases["mintAllowlisted"]>;

/** Sees that there is a moment at which the voucher can be used. A phase's end is not part of it, a deadline is. */
function requireTime({ number, start, end }: SalePhase, deadline: bigint, now: bigint): void {
  const first = start > now ? start : now;
  if (end > first && deadline >= first) return;
  const figures = { phase: number, opens: moment(start), closes: untilMoment(end), now: moment(now) };
  throw fail("ALT_NFT_VOUCHER_TIME", { ...figures, deadline: untilMoment(deadline) });
}

function remaining(limit: bigint | undefined, used: bigint): bigint[] {
  return limit === undefined ? [] : [limit > used ? limit - used : 0n];
}

function least(values: readonly bigint[]): bigint {
  let found = values[0] ?? 0n;
  for (const value of values) if (value < found) found = value;
  return found;
}
