import type { AlthingError } from "../../protocol/errors.ts";

/** An error as JSON tells it: its message is no property that JSON shows by itself. */
export function errorDocument(error: AlthingError) {
  return { ...error, message: error.message, cause: undefined };
}
