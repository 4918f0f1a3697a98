import { expect } from "chai";
import { TypedDataEncoder } from "ethers";
import { hashProgram, hashReceipt, typedData } from "../../protocol/typed-data.ts";
import { receiptOf } from "../../relay/domain/execution.ts";
import { executionOf, PROGRAM, requestOf } from "../relay/support/samples.ts";

const receipt = receiptOf(requestOf(1).id, executionOf());

describe("typed hashes", () => {
  it("are those of another encoder", () => {
    const types = { Receipt: [...typedData.Receipt] };
    expect(hashReceipt(receipt)).to.equal(TypedDataEncoder.hashStruct("Receipt", types, receipt));
  });

  const wrong = {
    "a number that is too large": { fuelUsed: 2n ** 256n },
    "a negative number": { fuelUsed: -1n },
    "a number that is none": { fuelUsed: "7" as unknown as bigint },
    "a hash that is too short": { resultHash: "0x12" },
    "a hash that is too long": { resultHash: `0x${"12".repeat(33)}` },
    "a hash that is no hex": { resultHash: `0x${"g1".repeat(32)}` },
    "a hash that is missing": { resultHash: undefined as unknown as string },
  };
  for (const [name, change] of Object.entries(wrong)) {
    it(`refuse ${name}`, () => {
      expect(() => hashReceipt({ ...receipt, ...change })).to.throw(RangeError);
    });
  }

  it("refuse a number beyond the bits of its type", () => {
    expect(() => hashProgram({ ...PROGRAM, version: 2n ** 256n })).to.throw(RangeError);
  });
});
