import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { expect } from "chai";
import { guest, i32 } from "../runtime/helpers/guest.ts";
import { followPrimes } from "./support/module-journey.ts";
import { TaskRunner } from "./support/task-runner.ts";

const PRIMES = path.resolve(import.meta.dirname, "../../functions/primes/rust/primes.wasm");

describe("a function in WebAssembly", () => {
  let tasks: TaskRunner;
  let folder: string;

  before(async () => {
    tasks = await TaskRunner.deployed();
    folder = mkdtempSync(path.join(tmpdir(), "althing-"));
  });
  afterEach(() => tasks.reset());
  after(() => rmSync(folder, { recursive: true }));

  it("goes from the task that publishes it to its consumer's callback", () => followPrimes(tasks, PRIMES));

  const refusals = [
    {
      what: "a SIMD instruction",
      // v128.const, then drop.
      module: guest({ call: [0xfd, 0x0c, ...Array(16).fill(7), 0x1a] }),
      code: "ALT_RUNTIME_UNSUPPORTED_OPCODE",
      at: [0xfd, 0x0c],
    },
    {
      what: "a threads instruction",
      // atomic.fence
      module: guest({ call: [0xfe, 0x03, 0x00] }),
      code: "ALT_RUNTIME_UNSUPPORTED_OPCODE",
      at: [0xfe, 0x03],
    },
  ];
  for (const { what, module, code, at } of refusals) {
    it(`is refused for ${what}, at its offset, before anything is sent`, async () => {
      const { error, sent } = await published(module);
      expect(error.code).to.equal(code);
      expect(error.figures).to.include({ offset: Buffer.from(module).indexOf(Buffer.from(at)) });
      expect(error.figures.construct).to.be.a("string").that.is.not.empty;
      expect(sent).to.equal(0);
    });
  }

  it("is refused for what it imports, exports or announces, before anything is sent", async () => {
    const type = { params: [], results: [] };
    const modules = {
      ALT_GUEST_IMPORT_REFUSED: guest({ call: [], imports: [{ module: "env", name: "now", type }] }),
      ALT_GUEST_MEMORY_OVER_LIMIT: guest({ call: [], memory: 65_536 }),
      ALT_GUEST_INITIALISATION_FAILED: guest({ call: [], start: [0x00] }),
      ALT_GUEST_ABI_MISSING: guest({ call: [...i32(0), 0x1a] }),
      ALT_RUNTIME_MALFORMED_MODULE: guest({ call: [] }).subarray(0, -1),
    };
    for (const [code, module] of Object.entries(modules)) {
      const { error, sent } = await published(module);
      expect([error.code, sent]).to.deep.equal([code, 0]);
    }
  });

  it("may be named by the folder that its entry is in", async () => {
    writeFileSync(path.join(folder, "index.ts"), "throw new Error('at once');");
    expect(await tasks.failure("functions publish", { file: folder })).to.equal(
      "ALT_GUEST_INITIALISATION_FAILED",
    );
    const empty = mkdtempSync(path.join(folder, "empty-"));
    expect(await tasks.failure("functions publish", { file: empty })).to.equal("ALT_FILE_NOT_FOUND");
  });

  /** The error that publishing the module ends with, and how many transactions were sent. */
  async function published(module: Uint8Array) {
    const file = path.join(folder, "function.wasm");
    writeFileSync(file, module);
    const nonce = () => tasks.connection.ethers.provider.getTransactionCount(tasks.accounts[0] as string);
    const before = await nonce();
    const { stdout } = await tasks.failed("functions publish", { file });
    const { error } = JSON.parse(stdout) as {
      error: { code: string; figures: Record<string, unknown> };
    };
    return { error, sent: (await nonce()) - before };
  }
});
