import { expect } from "chai";
import { FunctionFragment, Interface } from "ethers";
import { decodeAnswer } from "../../clients/functions/endpoint.ts";
import { encodeCalldata } from "../../clients/support/calldata.ts";
import { AlthingError } from "../../protocol/errors.ts";
import { Outcome } from "../../protocol/outcome.ts";

const abi = new Interface(["function paint(bool bright, uint8[] colours) view returns (uint256)"]);
const paint = FunctionFragment.from(abi.getFunction("paint"));
const calldata = encodeCalldata(paint, ["false", [1, 2]]);

describe("Calldata and answers of endpoints", () => {
  it("take true and false as texts, as the command line gives them", () => {
    expect(abi.decodeFunctionData(paint, calldata).toArray()).to.deep.equal([false, [1n, 2n]]);
  });

  it("name the argument that does not fit", () => {
    const fault = (...args: unknown[]) => thrown(() => encodeCalldata(paint, args)).figures.fault;
    expect(fault(true, [1, 256])).to.equal("value 2 is no uint8[] colours");
    expect(fault("yes", [1])).to.equal("value 1 is no bool bright");
    expect(fault(true)).to.equal("it takes 2 values, not 1");
  });

  it("refuse a result that is not what the ABI says", () => {
    const { code } = thrown(() => decodeAnswer(abi, calldata, Outcome.Success, "0x00"));
    expect(code).to.equal("ALT_FUNCTIONS_RESULT_MALFORMED");
  });

  it("know what every SDK reverts with", () => {
    const data = new Interface(["error UnknownEndpoint(bytes4)"]).encodeErrorResult("UnknownEndpoint", [
      "0x01020304",
    ]);
    const answer = decodeAnswer(abi, calldata, Outcome.Revert, data);
    expect(answer).to.deep.include({ error: "UnknownEndpoint", values: ["0x01020304"] });
  });
});

function thrown(work: () => unknown): AlthingError {
  try {
    work();
  } catch (error) {
    if (error instanceof AlthingError) return error;
    throw error;
  }
  throw new Error("nothing was thrown");
}
