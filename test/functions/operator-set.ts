import { expect } from "chai";
import { id, Signature, toBeHex, type Wallet, ZeroAddress } from "ethers";
import { network } from "hardhat";
import { quorumOf } from "../../protocol/quorum.ts";
import type { Batch } from "../../protocol/receipt.ts";
import { hashBatch } from "../../protocol/typed-data.ts";
import { deployFunctions, type Functions, membersOf, payoutOf } from "./support/functions.ts";
import { operatorKeys, signBatch } from "./support/operators.ts";

const connection = await network.create();
const { ethers, networkHelpers } = connection;

const CURVE_ORDER = 0xfffffffffffffffffffffffffffffffebaaedce6af48a03bbfd25e8cd0364141n;
const GRACE = 3_600n;

async function deployAlone() {
  return deployFunctions(connection, 1);
}
async function deployFour() {
  return deployFunctions(connection, 4);
}
async function deploySeven() {
  return deployFunctions(connection, 7);
}

function batch(changes: Partial<Batch> = {}): Batch {
  return { epoch: 1n, root: id("root"), count: 3n, ...changes };
}

/** Asks the set for its word on the batch, with the signatures of the operators at `places`. */
async function check({ operatorSet, keys, domain }: Functions, places?: readonly number[], signed = batch()) {
  return operatorSet.check(
    signed.epoch,
    hashBatch(domain, signed),
    await signBatch(keys, domain, signed, places),
  );
}

async function rotate({ operatorSet, dao, sender }: Functions, keys: readonly Wallet[]) {
  return operatorSet.connect(dao).startEpoch(membersOf(keys, sender));
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

  describe("revocation", () => {
    it("takes a key out at once, and the others still make a quorum", async () => {
      const functions = await networkHelpers.loadFixture(deployFour);
      const { operatorSet, dao, keys } = functions;
      await expect(operatorSet.connect(dao).revoke(1n, 1n))
        .to.emit(operatorSet, "OperatorRevoked")
        .withArgs(1n, 1n, keys[1]?.address);
      await expect(check(functions, [0, 1, 2]))
        .to.be.revertedWithCustomError(operatorSet, "OperatorSetSigners")
        .withArgs(0b0111n, 0b1101n);
      expect(await check(functions, [0, 2, 3])).to.deep.equal([4n, 3n]);
    });

    it("takes the operator's sender key along", async () => {
      const { operatorSet, dao, sender } = await networkHelpers.loadFixture(deployAlone);
      expect(await operatorSet.isSender(sender)).to.equal(true);
      await operatorSet.connect(dao).revoke(1n, 0n);
      expect(await operatorSet.isSender(sender)).to.equal(false);
    });

    it("leaves the operator on record, so that what it signed stays provable", async () => {
      const { operatorSet, dao, keys, sender } = await networkHelpers.loadFixture(deployAlone);
      await operatorSet.connect(dao).revoke(1n, 0n);
      const [key] = keys as [Wallet];
      const record = [key.address, sender.address, payoutOf(key)].map((one) => ethers.getAddress(one));
      expect([...(await operatorSet.operatorOf(1n, 0n))]).to.deep.equal(record);
      expect((await operatorSet.operatorsOf(1n)).length).to.equal(1);
    });

    it("names an operator that is not there", async () => {
      const { operatorSet, dao } = await networkHelpers.loadFixture(deployFour);
      await expect(operatorSet.connect(dao).revoke(1n, 4n))
        .to.be.revertedWithCustomError(operatorSet, "OperatorSetUnknownOperator")
        .withArgs(1n, 4n, 4n);
    });
  });

  describe("epochs", () => {
    it("announce their members and quorum", async () => {
      const functions = await networkHelpers.loadFixture(deployAlone);
      await expect(rotate(functions, operatorKeys(4, "next")))
        .to.emit(functions.operatorSet, "EpochStarted")
        .withArgs(2n, (members: unknown[]) => members.length === 4, 3n);
      expect(await functions.operatorSet.currentEpoch()).to.equal(2n);
    });

    it("count to the last second of the grace after the next one started, and no longer", async () => {
      const functions = await networkHelpers.loadFixture(deployFour);
      await rotate(functions, operatorKeys(4, "next"));
      const ends = BigInt(await networkHelpers.time.latest()) + GRACE;
      await networkHelpers.time.setNextBlockTimestamp(ends);
      await networkHelpers.mine();
      expect(await check(functions)).to.deep.equal([4n, 3n]);
      await networkHelpers.mine();
      await expect(check(functions))
        .to.be.revertedWithCustomError(functions.operatorSet, "OperatorSetEpoch")
        .withArgs(1n, 2n);
    });

    it("stop counting at once when two more have started, however little time has passed", async () => {
      const functions = await networkHelpers.loadFixture(deployFour);
      await rotate(functions, operatorKeys(4, "next"));
      await rotate(functions, operatorKeys(4, "after next"));
      await expect(check(functions))
        .to.be.revertedWithCustomError(functions.operatorSet, "OperatorSetEpoch")
        .withArgs(1n, 3n);
    });

    for (const epoch of [0n, 2n, 2n ** 32n - 1n]) {
      it(`that never were do not count: ${epoch}`, async () => {
        const functions = await networkHelpers.loadFixture(deployAlone);
        await expect(check(functions, [0], batch({ epoch })))
          .to.be.revertedWithCustomError(functions.operatorSet, "OperatorSetEpoch")
          .withArgs(epoch, 1n);
      });
    }

    it("have senders of their own: those of the epoch before may not submit", async () => {
      const functions = await networkHelpers.loadFixture(deployAlone);
      const { operatorSet, dao, sender, stranger } = functions;
      await operatorSet.connect(dao).startEpoch(membersOf(operatorKeys(1), stranger));
      expect(await operatorSet.isSender(sender)).to.equal(false);
      expect(await operatorSet.isSender(stranger)).to.equal(true);
      expect(await operatorSet.isSender(dao)).to.equal(false);
    });

    it("refuse none, or more than 64 members", async () => {
      const functions = await networkHelpers.loadFixture(deployAlone);
      for (const count of [0, 65]) {
        await expect(rotate(functions, operatorKeys(count)))
          .to.be.revertedWithCustomError(functions.operatorSet, "OperatorSetSize")
          .withArgs(count, 64n);
      }
    });

    it("refuse members out of order, twice, or without a key", async () => {
      const functions = await networkHelpers.loadFixture(deployAlone);
      const [low, high] = operatorKeys(2) as [Wallet, Wallet];
      for (const [before, after] of [
        [high, low],
        [low, low],
      ] as const) {
        await expect(rotate(functions, [before, after]))
          .to.be.revertedWithCustomError(functions.operatorSet, "OperatorSetOrder")
          .withArgs(before.address, after.address);
      }
      const nobody = membersOf([low], functions.sender).map((one) => ({ ...one, signer: ZeroAddress }));
      await expect(functions.operatorSet.connect(functions.dao).startEpoch(nobody))
        .to.be.revertedWithCustomError(functions.operatorSet, "OperatorSetOrder")
        .withArgs(ZeroAddress, ZeroAddress);
    });

    for (const missing of ["sender", "payout"]) {
      it(`refuse members without a ${missing}`, async () => {
        const { operatorSet, dao, sender } = await networkHelpers.loadFixture(deployAlone);
        const [key] = operatorKeys(1) as [Wallet];
        const members = membersOf([key], sender).map((one) => ({ ...one, [missing]: ZeroAddress }));
        await expect(operatorSet.connect(dao).startEpoch(members))
          .to.be.revertedWithCustomError(operatorSet, "OperatorSetIncomplete")
          .withArgs(key.address);
      });
    }

    it("and revocations are the owner's alone", async () => {
      const { operatorSet, stranger } = await networkHelpers.loadFixture(deployAlone);
      const asStranger = operatorSet.connect(stranger);
      for (const attempt of [() => asStranger.startEpoch([]), () => asStranger.revoke(1n, 0n)]) {
        await expect(attempt())
          .to.be.revertedWithCustomError(operatorSet, "OwnableUnauthorizedAccount")
          .withArgs(stranger.address);
      }
    });
  });
});

/** The other signature that ECDSA accepts for the same message and key: s negated, parity flipped. */
function malleate(signature: string): string {
  const { r, s, yParity } = Signature.from(signature);
  const flipped = toBeHex(CURVE_ORDER - BigInt(s), 32);
  return ethers.concat([r, flipped, yParity === 0 ? "0x1c" : "0x1b"]);
}
