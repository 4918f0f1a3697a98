/** What an entry of an allowlist entitles its account to: tokens in all, and wei for each. */
export interface Allowance {
  readonly limit: bigint;
  readonly price: bigint;
}

/** What a signature entitles an account to, until `deadline` in Unix seconds. */
export interface Voucher extends Allowance {
  readonly deadline: bigint;
}

/** A voucher with all that it is bound to: it can be handed on as it is. */
export interface SignedVoucher extends Voucher {
  readonly chainId: bigint;
  readonly collection: string;
  readonly account: string;
  /** The times of its phase, in Unix seconds. */
  readonly phaseStart: bigint;
  readonly phaseEnd: bigint;
  readonly signature: string;
}

/** What is signed, as EIP-712 writes it. */
export const VOUCHER_TYPES = {
  MintVoucher: [
    { name: "phaseStart", type: "uint40" },
    { name: "phaseEnd", type: "uint40" },
    { name: "account", type: "address" },
    { name: "limit", type: "uint64" },
    { name: "price", type: "uint96" },
    { name: "deadline", type: "uint40" },
  ],
};
