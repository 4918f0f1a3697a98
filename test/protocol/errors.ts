import { readdirSync } from "node:fs";
import path from "node:path";
import { expect } from "chai";
import type { ErrorEntry } from "../../protocol/error-catalogue/entry.ts";
import { errorCatalogue } from "../../protocol/error-catalogue.ts";
import { AlthingError, fail, findAlthingError } from "../../protocol/errors.ts";

const AREAS = path.resolve(import.meta.dirname, "../../protocol/error-catalogue");

async function codesIn(file: string): Promise<string[]> {
  const exported = (await import(path.join(AREAS, file))) as Record<string, Record<string, ErrorEntry>>;
  return Object.values(exported).flatMap((area) => Object.keys(area));
}

describe("AlthingError", () => {
  it("carries its code and figures, and fills them into what it says", () => {
    const error = fail("ALT_GUEST_MEMORY_OVER_LIMIT", { pages: 70, limit: 64n });
    expect(error.code).to.equal("ALT_GUEST_MEMORY_OVER_LIMIT");
    expect(error.figures).to.deep.equal({ pages: 70, limit: 64n });
    expect([error.message, error.remedy].join()).to.not.match(/\{\w+\}/);
  });

  it("is found among the causes of another error", () => {
    const error = fail("ALT_RUNTIME_CLOSED");
    expect(findAlthingError(new Error("outer", { cause: new Error("inner", { cause: error }) }))).to.equal(
      error,
    );
    expect(findAlthingError(new Error("none"))).to.equal(undefined);
    expect(findAlthingError("text")).to.equal(undefined);
  });

  it("keeps what caused it", () => {
    const cause = new Error("underneath");
    expect(fail("ALT_RUNTIME_CLOSED", {}, cause).cause).to.equal(cause);
    expect(fail("ALT_RUNTIME_CLOSED")).to.be.instanceOf(AlthingError);
  });

  it("has a catalogue of areas, each in alphabetical order, that share no code and leave none out", async () => {
    const areas = await Promise.all(readdirSync(AREAS).map((file) => codesIn(file)));
    for (const codes of areas) expect(codes).to.deep.equal(codes.toSorted());
    expect(areas.flat().toSorted()).to.deep.equal(Object.keys(errorCatalogue).toSorted());
  });

  it("has a message and a remedy for each", () => {
    for (const { message, remedy } of Object.values(errorCatalogue)) {
      expect(message).to.not.equal("");
      expect(remedy).to.match(/\.$/);
    }
  });
});
