import { expect } from "chai";
import { WorkerPool } from "../../runtime/workers/pool.ts";
import { failure } from "../helpers/failure.ts";

describe("A worker thread that does not become ready", () => {
  it("is given up, so that nothing waits for it for ever", async () => {
    const pool = new WorkerPool({ workers: 1, killAfterMs: 60_000, startWithinMs: 1 });
    const { figures } = await failure(
      pool.runJob("prepare", { bytes: new Uint8Array() }),
      "ALT_RUNTIME_HOST_FAULT",
    );
    expect(figures.fault).to.equal("it was not ready after 1 ms");
    await pool.close();
  });
});
