import { expect } from "chai";
import { faultsOf, joinSignatures, quorumOf } from "../../protocol/quorum.ts";

describe("quorum", () => {
  const sets = [
    { count: 1, faults: 0, quorum: 1 },
    { count: 2, faults: 0, quorum: 2 },
    { count: 3, faults: 0, quorum: 2 },
    { count: 4, faults: 1, quorum: 3 },
    { count: 7, faults: 2, quorum: 5 },
    { count: 10, faults: 3, quorum: 7 },
    { count: 31, faults: 10, quorum: 21 },
  ];
  for (const { count, faults, quorum } of sets) {
    it(`of ${count} outlives ${faults} faults with ${quorum} signatures`, () => {
      expect(faultsOf(count)).to.equal(faults);
      expect(quorumOf(count)).to.equal(quorum);
    });
  }

  it("always holds an honest majority that two quorums share, and can be reached without the faulty", () => {
    for (let count = 1; count <= 64; count++) {
      const [faults, quorum] = [faultsOf(count), quorumOf(count)];
      expect(2 * quorum - count > faults).to.equal(true);
      expect(quorum <= count - faults).to.equal(true);
    }
  });

  it("joins signatures by their operators' places, lowest first", () => {
    const [first, third] = [signatureOf("11", 27), signatureOf("33", 28)];
    const joined = joinSignatures(
      new Map([
        [2, third],
        [0, first],
      ]),
    );
    const compact = [
      { r: word("11"), vs: word("11") },
      { r: word("33"), vs: `0xb3${"33".repeat(31)}` },
    ];
    expect(joined).to.deep.equal({ signers: 0b101n, signatures: compact });
  });
});

function word(byte: string): string {
  return `0x${byte.repeat(32)}`;
}

/** 65 bytes: r, s and v. */
function signatureOf(byte: string, v: number): string {
  return `0x${byte.repeat(64)}${v.toString(16)}`;
}
