import { expect } from "chai";
import { AlthingError } from "../../protocol/errors.ts";
import { Outcome } from "../../protocol/outcome.ts";
import { createRuntime, type Runtime } from "../../runtime/runtime.ts";
import { sampleContext } from "../../test/runtime/helpers/gauntlet.ts";
import { type GuestSource, guest, host, i32, store } from "../../test/runtime/helpers/guest.ts";
import { Random } from "../../tools/wasm/random.ts";

const MUTATIONS = 400;
const CALL_ITSELF = [0x10, Object.keys(host).length];
const FOREVER = [0x03, 0x40, 0x0c, 0, 0x0b];

/** Returns the byte 7. */
const wellBehaved = guest({
  call: [...i32(0), ...i32(7), 0x3a, 0, 0, ...i32(0), ...i32(1), ...host.set_result],
});

/** Programs that a publisher could send, and how a call of each must end. */
const hostile: readonly {
  readonly title: string;
  readonly source: GuestSource;
  readonly outcome: Outcome;
}[] = [
  { title: "a loop without end", source: { call: FOREVER }, outcome: Outcome.OutOfFuel },
  { title: "recursion without end", source: { call: CALL_ITSELF }, outcome: Outcome.Trap },
  {
    title: "memory that grows by a page for ever",
    source: { call: [0x03, 0x40, ...i32(1), 0x40, 0, 0x1a, 0x0c, 0, 0x0b] },
    outcome: Outcome.OutOfFuel,
  },
  {
    title: "memory grown by all that an address can name",
    source: {
      call: [...i32(0), ...i32(-1), 0x40, 0, ...store.i32, ...i32(0), ...i32(4), ...host.set_result],
    },
    outcome: Outcome.Success,
  },
  {
    title: "a fill of four gigabytes",
    source: { call: [...i32(0), ...i32(0), ...i32(-1), 0xfc, 11, 0] },
    outcome: Outcome.OutOfFuel,
  },
  {
    title: "a log for ever",
    source: { call: [0x03, 0x40, ...i32(0), ...i32(1000), ...host.log, 0x0c, 0, 0x0b] },
    outcome: Outcome.OutOfFuel,
  },
  {
    title: "a result from outside of its memory",
    source: { call: [...i32(-1), ...i32(1000), ...host.set_result] },
    outcome: Outcome.Trap,
  },
  {
    title: "a log of all that an address can name",
    source: { call: [...i32(1), ...i32(-1), ...host.log] },
    outcome: Outcome.OutOfFuel,
  },
];

describe("runtime: hostile programs", () => {
  let runtime: Runtime;

  before(() => {
    runtime = createRuntime({ workers: 2 });
  });

  after(() => runtime.close());

  async function callOf(bytes: Uint8Array, fuelLimit = 50_000_000n) {
    const fn = await runtime.load({ kind: "wasm", bytes });
    return runtime.call(fn, { calldata: "0x", context: sampleContext, fuelLimit, maxResultBytes: 1024 });
  }

  for (const { title, source, outcome } of hostile) {
    it(`${title}, while other calls go on`, async () => {
      const [ended, ...others] = await Promise.all([
        callOf(guest(source)),
        ...Array.from({ length: 5 }, () => callOf(wellBehaved)),
      ]);
      expect(ended.outcome).to.equal(outcome);
      for (const other of others) expect(other.result).to.equal("0x07");
    });
  }

  it("a start function that loops is refused, and nothing waits for it", async () => {
    const bytes = guest({ call: [], start: FOREVER });
    const refusal = runtime.load({ kind: "wasm", bytes }).catch((error: unknown) => error);
    expect((await callOf(wellBehaved)).outcome).to.equal(Outcome.Success);
    expect(await refusal)
      .to.be.instanceOf(AlthingError)
      .with.property("code", "ALT_GUEST_INITIALISATION_OUT_OF_FUEL");
  });

  it("mutations of a guest end in an outcome or in an error of ours", async () => {
    const random = new Random(1n);
    const seen = { refused: 0, ended: 0 };
    for (let round = 0; round < MUTATIONS; round++) seen[await fateOf(mutation(wellBehaved, random))]++;
    expect(seen.refused).to.be.greaterThan(0);
    expect(seen.ended).to.be.greaterThan(0);
    expect((await callOf(wellBehaved)).result).to.equal("0x07");
  });

  it("random bytes are refused as WebAssembly, with an error of ours", async () => {
    const random = new Random(2n);
    for (let round = 0; round < MUTATIONS; round++) {
      const noise = Uint8Array.from({ length: random.below(200) }, () => random.below(256));
      const header = round % 2 === 0 ? wellBehaved.subarray(0, 8) : new Uint8Array();
      const bytes = Buffer.concat([header, noise]);
      expect(await fateOf(bytes)).to.equal("refused");
    }
  });

  it("random bytes are no crash as a script", async () => {
    const random = new Random(3n);
    for (let round = 0; round < 30; round++) {
      const bytes = Uint8Array.from({ length: 1 + random.below(200) }, () => random.below(256));
      const error = await runtime.load({ kind: "js", bytes }).catch((refusal: unknown) => refusal);
      expect(error).to.be.instanceOf(AlthingError);
    }
  });

  /** Anything but an outcome or an error of ours, which is no fault of the machine, fails the test. */
  async function fateOf(bytes: Uint8Array): Promise<"refused" | "ended"> {
    try {
      await callOf(bytes, 1_000_000n);
      return "ended";
    } catch (error) {
      expect(error).to.be.instanceOf(AlthingError);
      expect((error as AlthingError).code).not.to.equal("ALT_RUNTIME_HOST_FAULT");
      return "refused";
    }
  }
});

/** A copy with one to three bytes changed, none of them in the header. */
function mutation(bytes: Uint8Array, random: Random): Uint8Array {
  const copy = bytes.slice();
  for (let changes = random.below(3); changes >= 0; changes--) {
    copy[8 + random.below(bytes.length - 8)] = random.below(256);
  }
  return copy;
}
