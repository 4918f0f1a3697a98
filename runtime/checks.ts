import { fail } from "../protocol/errors.ts";
import { limits } from "./limits.ts";
import type { Artefact, Call } from "./types.ts";

/** @throws ALT_GUEST_ARTEFACT_OVER_LIMIT */
export function checkArtefact({ bytes }: Artefact): void {
  const limit = limits.artefactBytes;
  if (bytes.length > limit) throw fail("ALT_GUEST_ARTEFACT_OVER_LIMIT", { bytes: bytes.length, limit });
}

/**
 * Checks a call's numbers; its hex is checked where it is decoded.
 * @throws ALT_RUNTIME_CALL_INVALID for what the chain would not have let through.
 */
export function checkCall({ calldata, fuelLimit, maxResultBytes }: Call): void {
  const length = (calldata.length - 2) / 2;
  const limit = limits.calldataBytes;
  if (length > limit) throw invalid("calldata length", Math.ceil(length), `at most ${limit} bytes`);
  if (fuelLimit < 0n || fuelLimit > limits.callFuel)
    throw invalid("fuelLimit", fuelLimit, `0 to ${limits.callFuel}`);
  if (!Number.isSafeInteger(maxResultBytes) || maxResultBytes < 0) {
    throw invalid("maxResultBytes", maxResultBytes, "a whole number of bytes");
  }
}

export function invalid(field: string, value: string | number | bigint, expected: string): Error {
  return fail("ALT_RUNTIME_CALL_INVALID", { field, value, expected });
}
