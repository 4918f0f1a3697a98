import { mkdtempSync, readdirSync, rmSync } from "node:fs";
import { hostname, tmpdir } from "node:os";
import path from "node:path";
import { expect } from "chai";
import { sqliteLease } from "../../../relay/adapters/sqlite/lease.ts";
import { isLock, takeLock } from "../../../relay/adapters/sqlite/lock.ts";
import { DOMAIN } from "../support/samples.ts";

const KEY = "0xa0Ee7A142d267C1f36714E4a8F75612F20a79720";
const HOLDER = { pid: process.pid, host: hostname(), since: 7 };

describe("The lease of a key", () => {
  let folder: string;

  beforeEach(() => {
    folder = mkdtempSync(path.join(tmpdir(), "althing-leases-"));
  });

  afterEach(() => rmSync(folder, { recursive: true }));

  it("is one process's at a time, and keeps what was written", () => {
    const [first, second] = [sqliteLease(folder, DOMAIN, KEY), sqliteLease(folder, DOMAIN, KEY)];
    expect(first.take(7)).to.equal(undefined);
    expect(first.record()).to.equal(undefined);
    first.write({ storeId: "a", signatures: 3 });
    expect(second.take(8)).to.deep.equal(HOLDER);
    expect(() => second.record()).to.throw(TypeError);
    first.close();
    expect(second.take(9)).to.equal(undefined);
    expect(second.record()).to.deep.equal({ storeId: "a", signatures: 3 });
    second.close();
  });

  it("is one for each key, router and chain", () => {
    const other = { ...DOMAIN, chainId: 1n };
    const leases = [
      sqliteLease(folder, DOMAIN, KEY),
      sqliteLease(folder, DOMAIN, DOMAIN.router),
      sqliteLease(folder, other, KEY),
    ];
    expect(leases.map((lease) => lease.take(7))).to.deep.equal([undefined, undefined, undefined]);
    for (const lease of leases) lease.close();
    expect(readdirSync(folder).length).to.equal(3);
  });
});

describe("A lock", () => {
  it("is made with its folder, and says who has it", () => {
    const root = mkdtempSync(path.join(tmpdir(), "althing-lock-"));
    const file = path.join(root, "new", "relay.db.lock");
    const taken = takeLock(file, 7);
    expect(takeLock(file, 8)).to.deep.equal(HOLDER);
    if (!isLock(taken)) throw new Error("it was not taken");
    taken.close();
    const again = takeLock(file, 9);
    expect(isLock(again)).to.equal(true);
    if (isLock(again)) again.close();
    rmSync(root, { recursive: true });
  });
});
