import { expect } from "chai";
import type { ErrorCode } from "../../protocol/error-catalogue.ts";
import { AlthingError } from "../../protocol/errors.ts";

/** The error of ours that `promise` rejects with; its `code` must be the expected one. */
export async function failure(promise: Promise<unknown>, code: ErrorCode): Promise<AlthingError> {
  const outcome = await promise.then(
    (value) => ({ value }),
    (error: unknown) => ({ error }),
  );
  if (!("error" in outcome)) throw new Error(`expected ${code}, but it succeeded`);
  if (!(outcome.error instanceof AlthingError)) throw outcome.error;
  expect(outcome.error.code).to.equal(code);
  return outcome.error;
}
