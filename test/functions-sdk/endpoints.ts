import { expect } from "chai";
import { Interface } from "ethers";
import { Outcome } from "../../protocol/outcome.ts";
import { createRuntime, type Runtime } from "../../runtime/runtime.ts";
import { type Gauntlet, loadGauntlet } from "../runtime/helpers/gauntlet.ts";

const REFUSALS = new Interface([
  "error Error(string message)",
  "error MalformedCalldata()",
  "error UnknownEndpoint(bytes4 selector)",
]);

describe("guest SDK: endpoints", () => {
  let runtime: Runtime;
  let gauntlet: Gauntlet;

  before(async () => {
    runtime = createRuntime();
    gauntlet = await loadGauntlet(runtime);
  });
  after(() => runtime.close());

  /** The revert's name and arguments. */
  async function reverted(call: ReturnType<Gauntlet["call"]>, errors: Interface = REFUSALS) {
    const { outcome, result } = await call;
    expect(outcome).to.equal(Outcome.Revert);
    const error = errors.parseError(result);
    return [error?.name, ...(error?.args ?? [])];
  }

  it("announces an ABI that ethers reads, with structs as tuples and the errors", () => {
    const { abi } = gauntlet;
    expect(abi.getFunction("report")?.format("sighash")).to.equal("report()");
    expect(abi.getFunction("report")?.outputs[0]?.components?.[2]?.name).to.equal("consumer");
    expect(abi.getFunction("count")?.stateMutability).to.equal("nonpayable");
    expect(abi.getError("NotFound")?.inputs).to.have.length(2);
  });

  it("turns an error of the ABI into its custom error", async () => {
    expect(await reverted(gauntlet.call("missing", [5n]), gauntlet.abi)).to.deep.equal([
      "NotFound",
      5n,
      "token",
    ]);
  });

  it("turns any other error into Error(string)", async () => {
    expect(await reverted(gauntlet.call("broken", ["no such rune"]))).to.deep.equal([
      "Error",
      "no such rune",
    ]);
    expect(await reverted(gauntlet.call("shard"))).to.deep.equal(["Error", "half a \ufffd"]);
    expect(await reverted(gauntlet.call("unknownError"))).to.deep.equal(["Error", "NotInTheAbi"]);
  });

  it("refuses a selector that it does not know", async () => {
    const call = gauntlet.call("count", [], { calldata: "0x12345678ff" });
    expect(await reverted(call)).to.deep.equal(["UnknownEndpoint", "0x12345678"]);
  });

  it("refuses calldata that its ABI cannot hold", async () => {
    const whole = gauntlet.abi.encodeFunctionData("echo", ["0x1234"]);
    for (const calldata of ["0x", "0x1234", whole.slice(0, 10), whole.slice(0, -64)]) {
      expect(await reverted(gauntlet.call("echo", ["0x"], { calldata }))).to.deep.equal([
        "MalformedCalldata",
      ]);
    }
  });

  it("reverts on a result that does not fit its type", async () => {
    const { outcome } = await gauntlet.call("nan", [2n ** 64n - 1n]);
    expect(outcome).to.equal(Outcome.Success);
    const [name] = await reverted(gauntlet.call("forge"));
    expect(name).to.equal("Error");
  });

  it("waits for a promise, and reverts on one that never settles", async () => {
    expect(await gauntlet.read("later", [41n])).to.equal(42n);
    const [name] = await reverted(gauntlet.call("never"));
    expect(name).to.equal("Error");
  });
});
