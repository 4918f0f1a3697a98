import { fail } from "../../protocol/errors.ts";
import { type Collection, Collection__factory } from "../../types/index.js";
import type { AddressBook } from "../address-book.ts";
import { requestGas } from "../functions/request-gas.ts";
import { parseAddress } from "../support/addresses.ts";
import { type ClientRunner, ContractCaller, type Mined, minedOf } from "../support/contract-caller.ts";
import { eventsIn } from "../support/events.ts";
import { requireUint } from "../support/ranges.ts";
import type {
  CollectionInfo,
  CollectionToken,
  Minted,
  ShieldTraits,
  TokenMetadata,
  TraitsRequested,
} from "./collection-types.ts";
import { textOfDataUri } from "./data-uri.ts";

/** The collection of shields. Prices are wei. */
export class CollectionClient {
  readonly contract: Collection;
  readonly #caller: ContractCaller;

  constructor(addresses: AddressBook, runner: ClientRunner) {
    this.#caller = new ContractCaller(addresses, runner);
    this.contract = Collection__factory.connect(addresses.collection, runner);
  }

  info(): Promise<CollectionInfo> {
    const { contract } = this;
    return this.#caller.read("collection", async () => {
      const [name, symbol, totalSupply, maxSupply, maxPerMint, mintPrice] = await Promise.all([
        contract.name(),
        contract.symbol(),
        contract.totalSupply(),
        contract.maxSupply(),
        contract.maxPerMint(),
        contract.mintPrice(),
      ]);
      return { name, symbol, totalSupply, maxSupply, maxPerMint, mintPrice };
    });
  }

  /** What `quantity` tokens cost now. */
  async price(quantity = 1n): Promise<bigint> {
    return quantity * (await this.#caller.read("collection", () => this.contract.mintPrice()));
  }

  /** Mints to `to`, to the signer if nobody is named, at the price of the moment. */
  async mint(quantity: bigint, to?: string): Promise<Minted> {
    const owner = to === undefined ? await this.#caller.sender() : parseAddress(to, "recipient");
    const paid = requireUint(await this.price(quantity), 256, "price in wei");
    const receipt = await this.#caller.send("collection", () =>
      this.contract.mint(owner, quantity, { value: paid }),
    );
    const transfers = eventsIn(receipt.logs, this.contract, this.contract.filters.Transfer);
    return { tokenIds: transfers.map(({ args }) => args.tokenId), owner, paid, mined: minedOf(receipt) };
  }

  /** The token's owner, metadata, picture and traits; ALT_NFT_UNKNOWN if it was never minted. */
  token(tokenId: bigint): Promise<CollectionToken> {
    const { contract } = this;
    return this.#caller.read("collection", async () => {
      const owner = await contract.ownerOf(tokenId);
      const [uri, carved, pendingUntil, requestId] = await Promise.all([
        contract.tokenURI(tokenId),
        contract.isCarved(tokenId),
        contract.traitsPendingUntil(tokenId),
        this.#latestRequest(tokenId),
      ]);
      const metadata = JSON.parse(textOfDataUri(uri, "application/json")) as TokenMetadata;
      return {
        tokenId,
        owner,
        metadata,
        svg: textOfDataUri(metadata.image, "image/svg+xml"),
        traits: carved ? await this.#traits(tokenId) : undefined,
        requestId,
        pendingUntil: pendingUntil === 0n ? undefined : pendingUntil,
      };
    });
  }

  /** Ids of the tokens that `owner` holds, ascending. */
  async tokensOf(owner: string): Promise<bigint[]> {
    const holder = parseAddress(owner, "owner");
    const { Transfer } = this.contract.filters;
    const received = await this.#caller.findEvents(this.contract, Transfer, Transfer(undefined, holder));
    const candidates = [...new Set(received.map(({ args }) => args.tokenId))].sort(byNumber);
    const owners = await Promise.all(candidates.map((tokenId) => this.contract.ownerOf(tokenId)));
    return candidates.filter((_, place) => owners[place] === holder);
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
    return this.#caller.read("collection", () => this.contract.traitsPrice());
  }

  /** Asks the function for the traits of tokens that the signer owns, one request each. ALT_NFT_TWICE if one is named twice. */
  async requestTraits(tokenIds: readonly bigint[]): Promise<TraitsRequested> {
    const twice = tokenIds.find((tokenId, place) => tokenIds.indexOf(tokenId) !== place);
    if (twice !== undefined) throw fail("ALT_NFT_TWICE", { tokenId: twice });
    const paid = BigInt(tokenIds.length) * (await this.traitsPrice());
    const { requestTraits } = this.contract;
    const receipt = await this.#caller.send("collection", async () => {
      const estimate = requestTraits.estimateGas([...tokenIds], { value: paid });
      const gas = await requestGas(estimate, tokenIds.length);
      return requestTraits([...tokenIds], { value: paid, ...gas });
    });
    const requests = eventsIn(receipt.logs, this.contract, this.contract.filters.TraitsRequested);
    return { requestIds: requests.map(({ args }) => args.requestId), paid, mined: minedOf(receipt) };
  }

  /** Sends the proceeds of the sale to the collection's owner. Anyone may. */
  release(): Promise<Mined> {
    return this.#send(() => this.contract.release());
  }

  async #latestRequest(tokenId: bigint): Promise<string | undefined> {
    const { TraitsRequested } = this.contract.filters;
    const found = await this.#caller.findEvents(this.contract, TraitsRequested, TraitsRequested(tokenId));
    return found.at(-1)?.args.requestId;
  }

  async #traits(tokenId: bigint): Promise<ShieldTraits> {
    const { pattern, field, charge, rune, name } = await this.contract.traitsOf(tokenId);
    return { pattern, field, charge, rune, name };
  }

  async #send(call: Parameters<ContractCaller["send"]>[1]): Promise<Mined> {
    return minedOf(await this.#caller.send("collection", call));
  }
}

function byNumber(one: bigint, other: bigint): number {
  return one < other ? -1 : Number(one > other);
}
