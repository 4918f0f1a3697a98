import { expect } from "chai";
import { faultOfLease } from "../../../relay/domain/lease.ts";

const KEY = "0xa0Ee7A142d267C1f36714E4a8F75612F20a79720";
const store = { storeId: "a", signatures: 5 };

describe("What a key's lease shows that a store does not know of", () => {
  const cases = [
    ["nothing where neither has signed", undefined, { ...store, signatures: 0 }, undefined],
    ["nothing where both have signed as often", store, store, undefined],
    ["nothing where the process died between the two", { ...store, signatures: 4 }, store, undefined],
    ["that the store is an older copy", { ...store, signatures: 6 }, store, "ALT_RELAY_LEASE_AHEAD"],
    ["another store", { storeId: "b", signatures: 1 }, store, "ALT_RELAY_LEASE_FOREIGN"],
    [
      "another store, to a new one",
      { storeId: "b", signatures: 0 },
      { ...store, signatures: 0 },
      "ALT_RELAY_LEASE_FOREIGN",
    ],
    ["that it was left behind, to a store that has signed", undefined, store, "ALT_RELAY_LEASE_MISSING"],
  ] as const;
  for (const [name, lease, known, code] of cases) {
    it(`is ${name}`, () => {
      expect(faultOfLease(KEY, lease, known)?.code).to.equal(code);
    });
  }

  it("is other evidence once more was signed", () => {
    const evidence = [6, 7].map((signatures) => faultOfLease(KEY, { ...store, signatures }, store)?.evidence);
    expect(evidence[0]).to.not.equal(evidence[1]);
  });
});
