import { formatEther, type TransactionReceipt, ZeroAddress } from "ethers";
import type { CollectionClient } from "../../clients/index.ts";
import { ContractCaller } from "../../clients/support/contract-caller.ts";
import { eventsIn } from "../../clients/support/events.ts";
import { chainInstance, findSent, nonceAt } from "../../deploy/chain.ts";
import { fail } from "../../protocol/errors.ts";
import type { Workspace } from "../../tasks/shared/clients.ts";
import type { Batch, Minted, Sending } from "./journal.ts";
import type { SendingChain, SentCall } from "./settle.ts";

type Place = Pick<Workspace, "connection" | "addresses" | "signer" | "collection">;

/** The chain as a mint uses it: what is asked of it when a batch is settled, and the collection's sale. */
export class MintChain implements SendingChain {
  readonly #place: Place;
  readonly #caller: ContractCaller;
  readonly #collection: CollectionClient;

  constructor(place: Place) {
    this.#place = place;
    this.#caller = new ContractCaller(place.addresses, place.signer);
    this.#collection = place.collection;
  }

  receiptOf(hash: string): Promise<TransactionReceipt | null> {
    return this.#caller.provider.getTransactionReceipt(hash);
  }

  async sentWith(sender: string, nonce: number): Promise<SentCall | undefined> {
    const sent = await findSent(this.#place.connection.provider, sender, nonce);
    const call = sent && (await this.#caller.provider.getTransaction(sent.hash));
    return call ? { hash: call.hash, to: call.to, data: call.data } : undefined;
  }

  nextNonce(sender: string, counting: "latest" | "pending"): Promise<number> {
    return nonceAt(this.#place.connection.provider, sender, counting);
  }

  /** What a journal must have been written on. */
  async identity(): Promise<{
    readonly chainId: string;
    readonly chain: string;
    readonly collection: string;
  }> {
    const { addresses, connection } = this.#place;
    return {
      chainId: String(addresses.chainId),
      chain: await chainInstance(connection.provider),
      collection: String(this.#collection.contract.target),
    };
  }

  sender(): Promise<string> {
    return this.#caller.sender();
  }

  /** The most that one transaction mints. */
  async largestBatch(): Promise<number> {
    return Number(await this.#collection.contract.maxPerMint());
  }

  /** What can be seen before anything is sent. Throws ALT_NFT_QUANTITY, ALT_NFT_SOLD_OUT or ALT_CLIENT_FUNDS. */
  async requireMintable(quantity: bigint): Promise<void> {
    const { contract } = this.#collection;
    const [maxSupply, minted] = await Promise.all([contract.maxSupply(), contract.totalMinted()]);
    const left = maxSupply - minted;
    if (quantity === 0n) throw fail("ALT_NFT_QUANTITY", { quantity, maximum: left });
    if (quantity > left) throw fail("ALT_NFT_SOLD_OUT", { quantity, left });
    const account = await this.sender();
    const [had, needed] = [
      await this.#caller.provider.getBalance(account),
      await this.#collection.price(quantity),
    ];
    if (had < needed)
      throw fail("ALT_CLIENT_FUNDS", { account, had: formatEther(had), needed: formatEther(needed) });
  }

  /** The call by which a batch is known again. */
  callFor(to: string, quantity: number): Pick<Sending, "target" | "data"> {
    const { sale } = this.#collection;
    return {
      target: String(sale.target),
      data: sale.interface.encodeFunctionData("mint", [to, quantity]),
    };
  }

  /** Sends a batch at the price of the moment and waits until it is mined; `onSent` hears its hash before that. */
  async send(batch: Sending, onSent: (hash: string) => void): Promise<void> {
    const { signer } = this.#place;
    const value = await this.#collection.price(BigInt(batch.quantity));
    await this.#caller.send("collection", async () => {
      const { sale } = this.#collection;
      const [to, quantity] = sale.interface.decodeFunctionData("mint", batch.data);
      const response = await sale.connect(signer).mint(to, quantity, { value, nonce: batch.nonce });
      onSent(response.hash);
      return response;
    });
  }

  /** What the batch's transaction made, and for how much. */
  async mintedBy(receipt: TransactionReceipt, { batch }: Batch): Promise<Minted> {
    const { contract } = this.#collection;
    const transfers = eventsIn(receipt.logs, contract, contract.filters.Transfer);
    const born = transfers.filter(({ args }) => args.from === ZeroAddress);
    const transaction = await this.#caller.provider.getTransaction(receipt.hash);
    return {
      batch,
      hash: receipt.hash,
      block: receipt.blockNumber,
      paid: String(transaction?.value ?? 0n),
      owner: born[0]?.args.to ?? "",
      tokenIds: born.map(({ args }) => String(args.tokenId)),
    };
  }
}
