import { fail } from "../../protocol/errors.ts";
import {
  type CollectionBase,
  CollectionBase__factory,
  type ICollectionSale,
  ICollectionSale__factory,
  type ICollectionTraits,
  ICollectionTraits__factory,
} from "../../types/index.js";
import type { AddressBook } from "../address-book.ts";
import { requestGas } from "../functions/request-gas.ts";
import { parseAddress } from "../support/addresses.ts";
import { type ClientRunner, ContractCaller, type Mined, minedOf } from "../support/contract-caller.ts";
import { eventsIn } from "../support/events.ts";
import { requireUint } from "../support/ranges.ts";
import { type CollectionCalls, collectionCalls } from "./collection-calls.ts";
import { bookOfCollection } from "./collection-place.ts";
import type {
  CollectionInfo,
  CollectionToken,
  Minted,
  ShieldTraits,
  TraitsRequested,
} from "./collection-types.ts";
import { drawnBy } from "./data-uri.ts";
import { mintedIn } from "./minted.ts";
import { hasModule, requireModule, saleKindOf } from "./modules.ts";
import { salePrice } from "./sale-price.ts";

/** Ids that one call scans: some three million gas, which every node grants. */
const PAGE = 1_000n;

/** A collection: the organisation's first, or the one that is named, by its contract or address. Prices are wei. */
export class CollectionClient {
  readonly contract: CollectionBase;
  /** Its public mint, of an open sale as of a phase. */
  readonly sale: ICollectionSale;
  /** Calls of the contract, to be proposed. */
  readonly calls: CollectionCalls;
  readonly #traits: ICollectionTraits;
  readonly #caller: ContractCaller;

  constructor(addresses: AddressBook, runner: ClientRunner, collection?: string) {
    const book = bookOfCollection(addresses, collection);
    this.#caller = new ContractCaller(book, runner);
    this.contract = CollectionBase__factory.connect(book.collection, this.#caller.runner);
    this.sale = ICollectionSale__factory.connect(book.collection, this.#caller.runner);
    this.#traits = ICollectionTraits__factory.connect(book.collection, this.#caller.runner);
    this.calls = collectionCalls(addresses, book.collection);
  }

  info(): Promise<CollectionInfo> {
    const { contract } = this;
    return this.#caller.read("collection", async () => {
      const [name, symbol, totalSupply, maxSupply, maxPerMint, sale] = await Promise.all([
        contract.name(),
        contract.symbol(),
        contract.totalSupply(),
        contract.maxSupply(),
        contract.maxPerMint(),
        saleKindOf(contract),
      ]);
      const mintPrice = sale === "open" ? await this.sale.mintPrice() : undefined;
      return { name, symbol, totalSupply, maxSupply, maxPerMint, mintPrice, sale };
    });
  }

  /** What `quantity` tokens cost now. Throws ALT_NFT_NOT_PUBLIC in a phase of a sale that is not for everybody. */
  async price(quantity = 1n): Promise<bigint> {
    return quantity * (await this.#caller.read("collection", () => salePrice(this.contract)));
  }

  /** Mints to `to`, to the signer if nobody is named, at the price of the moment. */
  async mint(quantity: bigint, to?: string): Promise<Minted> {
    const owner = to === undefined ? await this.#caller.sender() : parseAddress(to, "recipient");
    const paid = requireUint(await this.price(quantity), 256, "price in wei");
    const receipt = await this.#caller.send("collection", () =>
      this.sale.mint(owner, quantity, { value: paid }),
    );
    return mintedIn(this.contract, receipt, { owner, paid });
  }

  /** The token's owner, metadata, picture and traits; ALT_NFT_UNKNOWN if it was never minted. */
  token(tokenId: bigint): Promise<CollectionToken> {
    const { contract } = this;
    return this.#caller.read("collection", async () => {
      const owner = await contract.ownerOf(tokenId);
      const uri = await contract.tokenURI(tokenId);
      const carving = (await hasModule(contract, "traits")) ? await this.#carvingOf(tokenId) : NO_CARVING;
      return { tokenId, owner, uri, ...drawnBy(uri), ...carving };
    });
  }

  /** Ids of the tokens that `owner` holds, ascending. Asks page by page: a node runs a call for so long only. */
  async tokensOf(owner: string): Promise<bigint[]> {
    const holder = parseAddress(owner, "owner");
    const { contract } = this;
    return this.#caller.read("collection", async () => {
      const minted = await contract.totalMinted();
      const found: bigint[] = [];
      for (let first = 1n; first <= minted; first += PAGE) {
        const last = first + PAGE - 1n;
        found.push(...(await contract.tokensOfOwnerIn(holder, first, last < minted ? last : minted)));
      }
      return found;
    });
  }

  /** Gives the signer's token to `to`, which is asked first if it is a contract. */
  async transfer(to: string, tokenId: bigint): Promise<Mined> {
    const recipient = parseAddress(to, "recipient");
    const from = await this.#caller.sender();
    return this.#send(() =>
      this.contract["safeTransferFrom(address,address,uint256)"](from, recipient, tokenId),
    );
  }

  /** The most that one token's traits can cost now, which is what must be sent for each. */
  traitsPrice(): Promise<bigint> {
    return this.#caller.read("collection", async () => {
      await requireModule(this.contract, "traits");
      return this.#traits.traitsPrice();
    });
  }

  /** Asks the function for the traits of tokens that the signer owns, one request each. ALT_NFT_TWICE if one is named twice. */
  async requestTraits(tokenIds: readonly bigint[]): Promise<TraitsRequested> {
    const twice = tokenIds.find((tokenId, place) => tokenIds.indexOf(tokenId) !== place);
    if (twice !== undefined) throw fail("ALT_NFT_TWICE", { tokenId: twice });
    const paid = BigInt(tokenIds.length) * (await this.traitsPrice());
    const { requestTraits } = this.#traits;
    const receipt = await this.#caller.send("collection", async () => {
      const estimate = requestTraits.estimateGas([...tokenIds], { value: paid });
      const gas = await requestGas(estimate, tokenIds.length);
      return requestTraits([...tokenIds], { value: paid, ...gas });
    });
    const requests = eventsIn(receipt.logs, this.#traits, this.#traits.filters.TraitsRequested);
    return { requestIds: requests.map(({ args }) => args.requestId), paid, mined: minedOf(receipt) };
  }

  /** Sends the proceeds of the sale to the collection's owner. Anyone may. */
  release(): Promise<Mined> {
    return this.#send(() => this.contract.release());
  }

  async #carvingOf(tokenId: bigint): Promise<Carving> {
    const [carved, pendingUntil, requestId] = await Promise.all([
      this.#traits.isCarved(tokenId),
      this.#traits.traitsPendingUntil(tokenId),
      this.#latestRequest(tokenId),
    ]);
    return {
      traits: carved ? await this.#traitsOf(tokenId) : undefined,
      requestId,
      pendingUntil: pendingUntil === 0n ? undefined : pendingUntil,
    };
  }

  async #latestRequest(tokenId: bigint): Promise<string | undefined> {
    const { TraitsRequested } = this.#traits.filters;
    const found = await this.#caller.findEvents(this.#traits, TraitsRequested, TraitsRequested(tokenId));
    return found.at(-1)?.args.requestId;
  }

  async #traitsOf(tokenId: bigint): Promise<ShieldTraits> {
    const { pattern, field, charge, rune, name } = await this.#traits.traitsOf(tokenId);
    return { pattern, field, charge, rune, name };
  }

  async #send(call: Parameters<ContractCaller["send"]>[1]): Promise<Mined> {
    return minedOf(await this.#caller.send("collection", call));
  }
}

type Carving = Pick<CollectionToken, "traits" | "requestId" | "pendingUntil">;

/** Of a collection whose tokens no function carves. */
const NO_CARVING: Carving = { traits: undefined, requestId: undefined, pendingUntil: undefined };
