import { expect } from "chai";
import { fail } from "../../protocol/errors.ts";
import { Loop, type LoopOptions, type Stage } from "../../relay/loop.ts";
import { until } from "../helpers/until.ts";

const BACKOFF = { firstMs: 5, maxMs: 20 };

describe("A stage's loop", () => {
  let loop: Loop;

  afterEach(() => loop.stop());

  function started(step: Stage["step"], options: Partial<LoopOptions> = {}): void {
    const quiet = { onStep() {}, onWork() {}, onError() {}, onFatal() {} };
    loop = new Loop(
      { name: "test", step },
      { idleMs: () => 60_000, backoff: BACKOFF, keepAlive: false, ...quiet, ...options },
    );
    loop.start();
  }

  it("goes on at once while there is work, then waits to be woken", async () => {
    const results = [true, true, false, false];
    let steps = 0;
    started(async () => results[steps++] ?? false);
    await until(() => steps === 3);
    loop.wake();
    await until(() => steps === 4);
  });

  it("looks again when there will be work, or before if it is woken", async () => {
    const results = [2, 60_000];
    let steps = 0;
    started(async () => results[steps++] ?? false);
    await until(() => steps === 2);
    loop.wake();
    await until(() => steps === 3);
  });

  it("misses no call that comes during a step", async () => {
    let steps = 0;
    started(async () => {
      steps += 1;
      if (steps === 1) loop.wake();
      return false;
    });
    await until(() => steps === 2);
  });

  it("survives failures and waits longer each time", async () => {
    const delays: number[] = [];
    let steps = 0;
    const step = async () => {
      steps += 1;
      if (steps <= 4) throw new Error("the endpoint is gone");
      return false;
    };
    started(step, { onError: (_error, _failures, delayMs) => delays.push(delayMs) });
    await until(() => steps === 5);
    expect(delays).to.deep.equal([5, 10, 20, 20]);
  });

  it("gives up on a fault that waiting does not cure", async () => {
    const fatal: unknown[] = [];
    let steps = 0;
    const step = async () => {
      steps += 1;
      throw fail("ALT_RELAY_WRONG_CHAIN", { actual: 1n, expected: 2n });
    };
    started(step, { onFatal: (error) => fatal.push(error) });
    await until(() => fatal.length === 1);
    loop.wake();
    expect(steps).to.equal(1);
  });

  it("finishes the step in hand when it is stopped", async () => {
    let finished = false;
    started(async () => {
      await new Promise((resolve) => setTimeout(resolve, 20));
      finished = true;
      return true;
    });
    await loop.stop();
    expect(finished).to.equal(true);
  });
});
