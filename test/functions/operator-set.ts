import { expect } from "chai";
import { concat, id, Signature, toBeHex, type Wallet, ZeroAddress } from "ethers";
import { network } from "hardhat";
import { type CompactSignature, quorumOf } from "../../protocol/quorum.ts";
import { batch, check, checkQuorum, rotate } from "./support/checks.ts";
import { deployFunctions } from "./support/functions.ts";
import { operatorKeys, signBatch } from "./support/operators.ts";

const connection = await network.create();
const { networkHelpers } = connection;

const CURVE_ORDER = 0xfffffffffffffffffffffffffffffffebaaedce6af48a03bbfd25e8cd0364141n;

async function deployAlone() {
  return deployFunctions(connection, 1);
}
async function deployFour() {
  return deployFunctions(connection, 4);
}
async function deploySeven() {
  return deployFunctions(connection, 7);
}

describe("OperatorSet", () => {
  describe("quorum", () => {
    const sets = [
      { deploy: deployAlone, count: 1, quorum: 1 },
      { deploy: deployFour, count: 4, quorum: 3 },
      { deploy: deploySeven, count: 7, quorum: 5 },
    ];
    for (const { deploy, count, quorum } of sets) {
      it(`of ${count} takes ${quorum} signatures, whoever's they are`, async () => {
        const functions = await networkHelpers.loadFixture(deploy);
        expect(await functions.operatorSet.size()).to.deep.equal([BigInt(count), BigInt(quorum)]);
        const last = Array.from({ length: quorum }, (_, i) => count - 1 - i);
        expect(await check(functions, last)).to.equal(true);
      });

      it(`of ${count} refuses one signature less`, async () => {
        const functions = await networkHelpers.loadFixture(deploy);
        const places = Array.from({ length: quorum - 1 }, (_, i) => i);
        await expect(check(functions, places))
          .to.be.revertedWithCustomError(functions.router, "RouterQuorum")
          .withArgs(quorum - 1, quorum);
      });
    }

    it("follows from n as in TypeScript, up to the largest set", async () => {
      const functions = await networkHelpers.loadFixture(deployAlone);
      for (const count of [2, 3, 5, 6, 8, 10, 31, 64]) {
        await rotate(functions, operatorKeys(count));
        const { quorum } = await functions.operatorSet.size();
        expect(quorum).to.equal(BigInt(quorumOf(count)));
      }
    });

    it("takes the signatures of all, too", async () => {
      const functions = await networkHelpers.loadFixture(deployFour);
      expect(await check(functions, [0, 1, 2, 3])).to.equal(true);
    });
  });

  describe("signatures", () => {
    /** A valid quorum of three of four. */
    async function signedByThree() {
      const functions = await deployFour();
      return { ...functions, quorum: await signBatch(functions.keys, functions.domain, batch()) };
    }

    it("refuses a bit outside the set, and one beyond the largest set", async () => {
      const functions = await networkHelpers.loadFixture(signedByThree);
      const { router, quorum } = functions;
      for (const bit of [4n, 63n, 64n, 255n]) {
        const signers = quorum.signers | (1n << bit);
        await expect(checkQuorum(functions, { ...quorum, signers }))
          .to.be.revertedWithCustomError(router, "RouterSigners")
          .withArgs(signers, 0b1111n);
      }
    });

    it("counts an operator once: another signature under its neighbour's bit is refused", async () => {
      const functions = await networkHelpers.loadFixture(signedByThree);
      const { router, keys, quorum } = functions;
      const [first, second] = keys as [Wallet, Wallet];
      const [one] = quorum.signatures as [CompactSignature];
      await expect(checkQuorum(functions, { ...quorum, signatures: [one, one, one] }))
        .to.be.revertedWithCustomError(router, "RouterSignature")
        .withArgs(1n, first.address, second.address);
    });

    it("refuses signatures in another order than their bits", async () => {
      const functions = await networkHelpers.loadFixture(signedByThree);
      const { router, keys, quorum } = functions;
      const signatures = quorum.signatures.toReversed();
      await expect(checkQuorum(functions, { ...quorum, signatures }))
        .to.be.revertedWithCustomError(router, "RouterSignature")
        .withArgs(0n, keys[2]?.address, keys[0]?.address);
    });

    it("refuses the malleable twin of a signature", async () => {
      const functions = await networkHelpers.loadFixture(signedByThree);
      const { router, keys, quorum } = functions;
      const [first, ...others] = quorum.signatures as [CompactSignature, ...CompactSignature[]];
      for (const twin of twinsOf(first)) {
        await expect(checkQuorum(functions, { ...quorum, signatures: [twin, ...others] }))
          .to.be.revertedWithCustomError(router, "RouterSignature")
          .withArgs(0n, (recovered: string) => recovered !== keys[0]?.address, keys[0]?.address);
      }
    });

    it("refuses a signature of zeros, which recovers nobody", async () => {
      const functions = await networkHelpers.loadFixture(signedByThree);
      const { router, keys, quorum } = functions;
      const zeros = { r: toBeHex(0n, 32), vs: toBeHex(0n, 32) };
      const signatures = [zeros, ...quorum.signatures.slice(1)];
      await expect(checkQuorum(functions, { ...quorum, signatures }))
        .to.be.revertedWithCustomError(router, "RouterSignature")
        .withArgs(0n, ZeroAddress, keys[0]?.address);
    });

    it("refuses too few signatures for the bits, and too many", async () => {
      const functions = await networkHelpers.loadFixture(signedByThree);
      const { router, quorum } = functions;
      const [first, second] = quorum.signatures as [CompactSignature, CompactSignature];
      await expect(checkQuorum(functions, { ...quorum, signatures: [first, second] }))
        .to.be.revertedWithCustomError(router, "RouterSignaturesLength")
        .withArgs(2n, 3n);
      await expect(checkQuorum(functions, { ...quorum, signatures: [...quorum.signatures, first] }))
        .to.be.revertedWithCustomError(router, "RouterSignaturesLength")
        .withArgs(4n, 3n);
      await expect(checkQuorum(functions, { signers: 0n, signatures: [] }))
        .to.be.revertedWithCustomError(router, "RouterQuorum")
        .withArgs(0n, 3n);
    });

    const domains = [
      { what: "another chain", change: { chainId: 1n } },
      { what: "another router", change: { router: `0x${"11".repeat(20)}` } },
    ];
    for (const { what, change } of domains) {
      it(`refuses what was signed for ${what}`, async () => {
        const functions = await networkHelpers.loadFixture(signedByThree);
        const { router, keys, domain } = functions;
        const foreign = await signBatch(keys, { ...domain, ...change }, batch());
        await expect(checkQuorum(functions, foreign)).to.be.revertedWithCustomError(
          router,
          "RouterSignature",
        );
      });
    }

    for (const change of [{ epoch: 2n }, { root: id("another") }, { count: 4n }]) {
      it(`refuses what was signed over another ${Object.keys(change)[0]}`, async () => {
        const functions = await networkHelpers.loadFixture(signedByThree);
        const { router, keys, domain } = functions;
        const other = await signBatch(keys, domain, batch(change));
        await expect(checkQuorum(functions, other)).to.be.revertedWithCustomError(router, "RouterSignature");
      });
    }
  });
});

/** What ECDSA would accept beside a signature, were it not refused: s negated, with and without its parity flipped. */
function twinsOf({ r, vs }: CompactSignature): CompactSignature[] {
  const { s, yParity } = Signature.from(concat([r, vs]));
  const negated = CURVE_ORDER - BigInt(s);
  return [0n, 1n].map((parity) => ({
    r,
    vs: toBeHex(BigInt.asUintN(256, negated | ((parity ^ BigInt(yParity)) << 255n)), 32),
  }));
}
