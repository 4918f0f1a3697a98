import { readFileSync } from "node:fs";
import path from "node:path";
import { expect } from "chai";
import { schedule } from "../../../relay/domain/gas.ts";

describe("The relay's gas schedule", () => {
  const counted = [
    ["batch", "Pricing", "BATCH_GAS"],
    ["signature", "Pricing", "SIGNATURE_GAS"],
    ["receipt", "Pricing", "RECEIPT_GAS"],
    ["settle", "Pricing", "SETTLE_GAS"],
    ["resultByte", "Pricing", "FLOOR_BYTE_GAS"],
    ["finish", "FunctionRouter", "FINISH_GAS"],
  ] as const;
  for (const [part, contract, constant] of counted) {
    it(`has no less for "${part}" than the router counts`, () => {
      expect(schedule[part] >= constantOf(contract, constant)).to.equal(true);
    });
  }
});

/** A constant of a contract; the compiler inlines them, so that only the source tells. */
function constantOf(contract: string, name: string): bigint {
  const file = path.resolve(import.meta.dirname, "../../../contracts/functions", `${contract}.sol`);
  const value = new RegExp(`constant ${name} = ([\\d_]+);`).exec(readFileSync(file, "utf8"))?.[1];
  if (value === undefined) throw new Error(`${contract} has no ${name}`);
  return BigInt(value.replaceAll("_", ""));
}
