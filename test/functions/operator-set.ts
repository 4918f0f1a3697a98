import { expect } from "chai";
import { id, Signature, toBeHex, type Wallet, ZeroAddress } from "ethers";
import { network } from "hardhat";
import { quorumOf } from "../../protocol/quorum.ts";
import { hashBatch } from "../../protocol/typed-data.ts";
import { batch, check, rotate } from "./support/checks.ts";
import { deployFunctions } from "./support/functions.ts";
import { operatorKeys, signBatch } from "./support/operators.ts";

const connection = await network.create();
const { ethers, networkHelpers } = connection;

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
        expect(await check(functions, last)).to.deep.equal([BigInt(count), BigInt(quorum)]);
      });

      it(`of ${count} refuses one signature less`, async () => {
        const functions = await networkHelpers.loadFixture(deploy);
        const places = Array.from({ length: quorum - 1 }, (_, i) => i);
        await expect(check(functions, places))
          .to.be.revertedWithCustomError(functions.operatorSet, "OperatorSetQuorum")
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
      expect(await check(functions, [0, 1, 2, 3])).to.deep.equal([4n, 4n]);
    });
  });

  describe("signatures", () => {
    const OUTSIDE = 1n << 4n;

    /** A valid quorum of three of four, and the digest it signed. */
    async function signedByThree() {
      const functions = await deployFour();
      const digest = hashBatch(functions.domain, batch());
      return { ...functions, digest, quorum: await signBatch(functions.keys, functions.domain, batch()) };
    }

    it("refuses a bit outside the set", async () => {
      const { operatorSet, digest, quorum } = await networkHelpers.loadFixture(signedByThree);
      const signers = quorum.signers | OUTSIDE;
      await expect(operatorSet.check(1n, digest, { ...quorum, signers }))
        .to.be.revertedWithCustomError(operatorSet, "OperatorSetSigners")
        .withArgs(signers, 0b1111n);
    });

    it("counts an operator once: another signature under its neighbour's bit is refused", async () => {
      const { operatorSet, keys, domain, digest } = await networkHelpers.loadFixture(signedByThree);
      const [first] = keys as [Wallet];
      const one = (await signBatch(keys, domain, batch(), [0])).signatures;
      const twice = { signers: 0b111n, signatures: one + one.slice(2) + one.slice(2) };
      await expect(operatorSet.check(1n, digest, twice))
        .to.be.revertedWithCustomError(operatorSet, "OperatorSetSignature")
        .withArgs(1n, first.address, keys[1]?.address);
    });

    it("refuses the malleable twin of a signature", async () => {
      const { operatorSet, keys, digest, quorum } = await networkHelpers.loadFixture(signedByThree);
      const twin = malleate(quorum.signatures.slice(0, 2 + 130));
      const signatures = twin + quorum.signatures.slice(2 + 130);
      await expect(operatorSet.check(1n, digest, { ...quorum, signatures }))
        .to.be.revertedWithCustomError(operatorSet, "OperatorSetSignature")
        .withArgs(0n, ZeroAddress, keys[0]?.address);
    });

    it("refuses signatures that are too short or too long", async () => {
      const { operatorSet, digest, quorum } = await networkHelpers.loadFixture(signedByThree);
      const short = { ...quorum, signatures: quorum.signatures.slice(0, -2) };
      await expect(operatorSet.check(1n, digest, short))
        .to.be.revertedWithCustomError(operatorSet, "OperatorSetSignaturesLength")
        .withArgs(3 * 65 - 1, 3);
      await expect(operatorSet.check(1n, digest, { ...quorum, signatures: `${quorum.signatures}00` }))
        .to.be.revertedWithCustomError(operatorSet, "OperatorSetSignaturesLength")
        .withArgs(3 * 65 + 1, 3);
    });

    const domains = [
      { what: "another chain", change: { chainId: 1n } },
      { what: "another router", change: { router: `0x${"11".repeat(20)}` } },
    ];
    for (const { what, change } of domains) {
      it(`refuses what was signed for ${what}`, async () => {
        const { operatorSet, keys, domain, digest } = await networkHelpers.loadFixture(signedByThree);
        const foreign = await signBatch(keys, { ...domain, ...change }, batch());
        await expect(operatorSet.check(1n, digest, foreign)).to.be.revertedWithCustomError(
          operatorSet,
          "OperatorSetSignature",
        );
      });
    }

    for (const change of [{ epoch: 2n }, { root: id("another") }, { count: 4n }]) {
      it(`refuses what was signed over another ${Object.keys(change)[0]}`, async () => {
        const { operatorSet, keys, domain, digest } = await networkHelpers.loadFixture(signedByThree);
        const other = await signBatch(keys, domain, batch(change));
        await expect(operatorSet.check(1n, digest, other)).to.be.revertedWithCustomError(
          operatorSet,
          "OperatorSetSignature",
        );
      });
    }
  });
});

/** The other signature that ECDSA accepts for the same message and key: s negated, parity flipped. */
function malleate(signature: string): string {
  const { r, s, yParity } = Signature.from(signature);
  const flipped = toBeHex(CURVE_ORDER - BigInt(s), 32);
  return ethers.concat([r, flipped, yParity === 0 ? "0x1c" : "0x1b"]);
}
