import { findAlthingError } from "../../protocol/errors.ts";

/** The error of ours that something throws; undefined if it throws none. */
export function errorOf(act: () => unknown) {
  try {
    act();
    return undefined;
  } catch (error) {
    return findAlthingError(error);
  }
}
