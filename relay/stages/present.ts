import type { MarketFees } from "../domain/fees.ts";
import type { BlockRef, Chain, Sender, Standing } from "../ports.ts";

/** What only a block can change: it is read once a block, and by all stages together. */
export interface Present {
  /** Addresses of those that may send. */
  readonly senders: readonly string[];
  standing(head: BlockRef): Promise<Standing>;
  fees(head: BlockRef): Promise<MarketFees>;
  /** What was read turned out to be wrong: it is read again. */
  forget(): void;
}

/** The present as `chain` tells it, for these senders. */
export function presentOf(
  chain: Pick<Chain, "standing" | "fees">,
  senders: readonly Pick<Sender, "address">[],
): Present {
  const addresses = senders.map(({ address }) => address);
  const standing = oncePerBlock(() => chain.standing(addresses));
  const fees = oncePerBlock(() => chain.fees());
  return {
    senders: addresses,
    standing: standing.at,
    fees: fees.at,
    forget: () => {
      standing.forget();
      fees.forget();
    },
  };
}

function oncePerBlock<Value>(read: () => Promise<Value>) {
  let known: { readonly block: string; readonly value: Promise<Value> } | undefined;
  const forget = () => {
    known = undefined;
  };
  const at = ({ hash }: BlockRef): Promise<Value> => {
    if (known?.block === hash) return known.value;
    const value = read();
    known = { block: hash, value };
    // An answer that did not come is asked for again.
    value.catch(() => {
      if (known?.value === value) forget();
    });
    return value;
  };
  return { at, forget };
}
