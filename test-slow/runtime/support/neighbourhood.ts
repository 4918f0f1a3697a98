import { expect } from "chai";
import { AlthingError } from "../../../protocol/errors.ts";
import { Outcome } from "../../../protocol/outcome.ts";
import { limits } from "../../../runtime/limits.ts";
import { createRuntime } from "../../../runtime/runtime.ts";
import type { Artefact, Execution } from "../../../runtime/types.ts";
import { sampleContext } from "../../../test/runtime/helpers/gauntlet.ts";
import { guest, host, i32 } from "../../../test/runtime/helpers/guest.ts";

/** Returns the byte 7. */
export const honestModule = guest({
  call: [...i32(0), ...i32(7), 0x3a, 0, 0, ...i32(0), ...i32(1), ...host.set_result],
});

const PAGE = 65_536;
/** Selector of `run()`; modules do not look at it. */
const CALLDATA = "0xc0406226";

/** A runtime in whose threads honest calls go on while something hostile runs there. */
export class Neighbourhood {
  readonly #runtime = createRuntime({ workers: 2 });

  close(): Promise<void> {
    return this.#runtime.close();
  }

  /** @throws AlthingError of `load` and `call` */
  async run(artefact: Artefact, fuelLimit: bigint): Promise<Execution> {
    const fn = await this.#runtime.load(artefact);
    const call = { calldata: CALLDATA, context: sampleContext, fuelLimit, maxResultBytes: 1024 };
    const execution = await this.#runtime.call(fn, call);
    this.#checkLimits(execution, fuelLimit);
    return execution;
  }

  /** As `run`, with honest calls beside it and after it. */
  async runBeside(artefact: Artefact, fuelLimit: bigint): Promise<Execution> {
    const [attack] = await Promise.allSettled([this.run(artefact, fuelLimit), this.callHonest()]);
    await this.callHonest();
    if (attack.status === "rejected") throw attack.reason;
    return attack.value;
  }

  /** The error that ends an artefact's load or call; undefined if there is none. One that is not ours fails the test. */
  async refusalOf(artefact: Artefact, fuelLimit: bigint): Promise<string | undefined> {
    try {
      await this.runBeside(artefact, fuelLimit);
      return undefined;
    } catch (error) {
      if (!(error instanceof AlthingError) || error.code === "ALT_RUNTIME_HOST_FAULT") throw error;
      return error.code;
    }
  }

  async callHonest(): Promise<void> {
    const artefact = { kind: "wasm", bytes: honestModule } as const;
    const calls = await Promise.all([1, 2, 3, 4].map(() => this.run(artefact, 10_000n)));
    for (const { outcome, result } of calls)
      expect([outcome, result]).to.deep.equal([Outcome.Success, "0x07"]);
  }

  #checkLimits({ outcome, result, fuelUsed, logs, peakMemoryBytes }: Execution, fuelLimit: bigint): void {
    expect(fuelUsed <= fuelLimit).to.equal(true);
    expect(peakMemoryBytes <= limits.memoryPages * PAGE).to.equal(true);
    // One more line says why it trapped.
    expect(logs.length <= limits.logLines + 1).to.equal(true);
    if (outcome === Outcome.OutOfFuel || outcome === Outcome.Trap) {
      expect([result, fuelUsed]).to.deep.equal(["0x", fuelLimit]);
    }
  }
}
