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
  ALT_REVERTED: {
    message: "The contract refused: {error}",
    remedy:
      "The name and its figures are the contract's own; its interface in contracts/ says what each means.",
  },
} as const satisfies Record<string, ErrorEntry>;

export type ErrorCode = keyof typeof errorCatalogue;
