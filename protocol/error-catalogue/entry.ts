/** One entry of the catalogue: what was wrong (with `{figures}`), and what to do next. */
export interface ErrorEntry {
  readonly message: string;
  readonly remedy: string;
}
