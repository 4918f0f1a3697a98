import { dataLength, isHexString } from "ethers";
import { fail } from "../protocol/errors.ts";
import { limits } from "./limits.ts";
import type { Artefact, Call } from "./types.ts";

/** @throws ALT_RUNTIME_CALL_INVALID */
export function checkArtefact({ bytes }: Artefact): void {
  const limit = limits.artefactBytes;
  if (bytes.length > limit) throw invalid("artefact length", bytes.length, `at most ${limit} bytes`);
}

/** @throws ALT_RUNTIME_CALL_INVALID for what the chain would not have let through. */
export function checkCall({ calldata, fuelLimit, maxResultBytes, context }: Call): void {
  if (!isHexString(calldata)) throw invalid("calldata", calldata, "hex with 0x");
  const length = dataLength(calldata);
  const limit = limits.calldataBytes;
  if (length > limit) throw invalid("calldata length", length, `at most ${limit} bytes`);
  if (fuelLimit < 0n || fuelLimit > limits.callFuel)
    throw invalid("fuelLimit", fuelLimit, `0 to ${limits.callFuel}`);
  if (!Number.isSafeInteger(maxResultBytes) || maxResultBytes < 0) {
    throw invalid("maxResultBytes", maxResultBytes, "a whole number of bytes");
  }
  if (!isHexString(context.commitment, 32))
    throw invalid("commitment", context.commitment, "32 bytes of hex");
}

function invalid(field: string, value: string | number | bigint, expected: string): Error {
  return fail("ALT_RUNTIME_CALL_INVALID", { field, value, expected });
}
