import { expect } from "chai";
import type { ErrorCode } from "../../../protocol/error-catalogue.ts";
import { AlthingError } from "../../../protocol/errors.ts";

/** The Althing error that `run` throws or rejects with; its code is checked. */
export async function failure(code: ErrorCode, run: () => unknown): Promise<AlthingError> {
  try {
    await run();
  } catch (error) {
    expect(error).to.be.instanceOf(AlthingError);
    expect((error as AlthingError).code).to.equal(code);
    return error as AlthingError;
  }
  return expect.fail(`nothing was thrown, and ${code} was expected`);
}
