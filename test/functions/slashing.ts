import { expect } from "chai";
import { id, Signature, toBeHex, type Wallet, ZeroAddress, ZeroHash } from "ethers";
import { network } from "hardhat";
import { statementsOf } from "../../protocol/evidence.ts";
import { Outcome } from "../../protocol/outcome.ts";
import type { Receipt } from "../../protocol/receipt.ts";
import { eip712Domain, typedData } from "../../protocol/typed-data.ts";
import { batch, check, rotate } from "./support/checks.ts";
import { receiptOf, say, sayAlone, slash } from "./support/evidence.ts";
import { answer, fulfil } from "./support/fulfilments.ts";
import { deployFunctions, deployRouter, type Functions, membersOf } from "./support/functions.ts";
import { operatorKeys } from "./support/operators.ts";
import { askMany, type Request } from "./support/requests.ts";

const connection = await network.create();
const { networkHelpers } = connection;

/** Does not divide: what is left over is the treasury's. */
const BOND = 100_009n;
const REWARD = 10_000n;
const LIE: Partial<Receipt> = { resultHash: id("another result") };
/** Above half the curve's order: the s of a signature's malleable twin. */
const HIGH_S = 2n ** 255n - 1n;

/** Four operators of which the first, who will lie, has a bond that the payer holds. */
async function deploy(): Promise<Functions> {
  const functions = await deployFunctions(connection, 4);
  const { operatorSet, payer } = functions;
  await operatorSet.connect(payer).bond(signerOf(functions), payer, BOND, { value: BOND });
  return functions;
}

async function withTwoRouters() {
  const functions = await deploy();
  const second = await deployRouter(functions);
  await functions.operatorSet.connect(functions.dao).addRouter(second);
  return { functions, second };
}

function signerOf({ keys }: Functions, place = 0): string {
  return (keys[place] as Wallet).address;
}

async function lie(functions: Functions, changes = LIE) {
  return [await sayAlone(functions, receiptOf()), await sayAlone(functions, receiptOf(changes))] as const;
}

describe("an operator that signed two results of one request", () => {
  it("loses its bond: a tenth to whoever proves it, the rest to the treasury", async () => {
    const functions = await networkHelpers.loadFixture(deploy);
    const { operatorSet, stranger, dao } = functions;
    const [settled, ...neighbours] = (await askMany(functions, 3)) as [Request, Request, Request];
    const fulfilments = [...neighbours, settled].map((request) => answer(request));
    await fulfil(functions, fulfilments);
    const onChain = await say(
      functions,
      fulfilments.map(({ receipt }) => receipt),
    );
    const elsewhere = await sayAlone(functions, answer(settled, { result: "0x" }).receipt);
    await expect(slash(functions, onChain[2] as (typeof onChain)[0], elsewhere))
      .to.emit(operatorSet, "OperatorSlashed")
      .withArgs(signerOf(functions), stranger.address, dao.address, BOND, REWARD);
    expect(await operatorSet.proceedsOf(stranger)).to.equal(REWARD);
    expect(await operatorSet.proceedsOf(dao)).to.equal(BOND - REWARD);
    expect([...(await operatorSet.bondOf(signerOf(functions)))]).to.deep.equal([0n, 0n, true]);
  });

  it("loses what is leaving as well, however long it could have been withdrawn", async () => {
    const functions = await networkHelpers.loadFixture(deploy);
    const { operatorSet, payer, dao } = functions;
    await operatorSet.connect(dao).revoke(1n, 0n);
    await operatorSet.connect(payer).unbond(signerOf(functions), 500n);
    await networkHelpers.time.increase(2n * (await operatorSet.UNBONDING()));
    await slash(functions, ...(await lie(functions)));
    expect(await operatorSet.proceedsOf(dao)).to.equal(BOND - REWARD);
    await expect(operatorSet.connect(payer).withdrawBond(signerOf(functions)))
      .to.be.revertedWithCustomError(operatorSet, "BondsSlashed")
      .withArgs(signerOf(functions));
  });

  it("pays its judges when they ask, once, and its bond is gone to the wei", async () => {
    const functions = await networkHelpers.loadFixture(deploy);
    const { operatorSet, stranger, dao, payer } = functions;
    await slash(functions, ...(await lie(functions)));
    const { ethers } = connection;
    await expect(operatorSet.connect(payer).claimProceeds(stranger)).to.changeEtherBalances(
      ethers,
      [stranger, operatorSet],
      [REWARD, -REWARD],
    );
    await expect(operatorSet.connect(payer).claimProceeds(dao))
      .to.emit(operatorSet, "ProceedsClaimed")
      .withArgs(dao.address, BOND - REWARD);
    expect(await ethers.provider.getBalance(operatorSet)).to.equal(0n);
    expect(await operatorSet.claimProceeds.staticCall(stranger)).to.equal(0n);
  });

  it("is out of every epoch that counts, at the set and at its routers", async () => {
    const functions = await networkHelpers.loadFixture(deploy);
    const { operatorSet, router } = functions;
    await rotate(functions, functions.keys);
    await slash(functions, ...(await lie(functions)));
    expect(await operatorSet.isMember(signerOf(functions))).to.equal(false);
    for (const epoch of [1n, 2n]) {
      expect(await operatorSet.membersOf(epoch)).to.equal(0b1110n);
      await expect(check(functions, [0, 1, 2], batch({ epoch })))
        .to.be.revertedWithCustomError(router, "RouterSigners")
        .withArgs(0b0111n, 0b1110n);
    }
  });

  it("is out for good: no bond, no epoch, and no second punishment", async () => {
    const functions = await networkHelpers.loadFixture(deploy);
    const { operatorSet, payer, dao, keys, sender } = functions;
    const evidence = await lie(functions);
    await slash(functions, ...evidence);
    const signer = signerOf(functions);
    for (const attempt of [
      () => slash(functions, ...evidence),
      () => operatorSet.connect(payer).bond(signer, payer, 1n, { value: 1n }),
      () => operatorSet.connect(payer).unbond(signer, 0n),
      () => operatorSet.connect(dao).startEpoch(membersOf(keys, sender)),
    ]) {
      await expect(attempt()).to.be.revertedWithCustomError(operatorSet, "BondsSlashed").withArgs(signer);
    }
    expect([...(await operatorSet.stakeOf(signer, payer))]).to.deep.equal([0n, 0n, 0n]);
  });

  it("is slashed for batches of an epoch long past, and of a router long removed", async () => {
    const functions = await networkHelpers.loadFixture(deploy);
    const { operatorSet, dao, router } = functions;
    const evidence = await lie(functions);
    for (const seed of ["a", "b", "c"]) await rotate(functions, operatorKeys(1, seed));
    await operatorSet.connect(dao).removeRouter(router);
    const slashed = slash(functions, ...evidence);
    await expect(slashed).to.emit(operatorSet, "OperatorSlashed");
    await expect(slashed).to.not.emit(operatorSet, "OperatorRevoked");
  });

  it("leaves its neighbours' bonds and places alone", async () => {
    const functions = await networkHelpers.loadFixture(deploy);
    const { operatorSet, payer } = functions;
    await operatorSet.connect(payer).bond(signerOf(functions, 1), payer, 7n, { value: 7n });
    await slash(functions, ...(await lie(functions)));
    expect([...(await operatorSet.bondOf(signerOf(functions, 1)))]).to.deep.equal([7n, 0n, false]);
    expect(await operatorSet.isMember(signerOf(functions, 1))).to.equal(true);
  });

  const differences: Partial<Receipt>[] = [
    { outcome: Outcome.Revert },
    { resultHash: id("another result") },
    { fuelUsed: 6n },
    { stateRootAfter: id("another state") },
  ];
  for (const change of differences) {
    it(`is one whose receipts differ in ${Object.keys(change)[0]} alone`, async () => {
      const functions = await networkHelpers.loadFixture(deploy);
      const [first, second] = await lie(functions, change);
      await expect(slash(functions, second, first)).to.emit(functions.operatorSet, "OperatorSlashed");
    });
  }
});

describe("no equivocation", () => {
  const grounds: { why: string; change: Partial<Receipt> }[] = [
    { why: "of another request, as after a reorganisation", change: { commitment: id("another request") } },
    { why: "at another place in the function's history", change: { stateSeq: 1n } },
    { why: "run anew after its predecessor expired", change: { stateRootBefore: id("another state") } },
    { why: "on other outcalls", change: { transcriptRoot: id("another transcript") } },
  ];
  for (const { why, change } of grounds) {
    it(`is another result ${why}`, async () => {
      const functions = await networkHelpers.loadFixture(deploy);
      await expect(
        slash(functions, ...(await lie(functions, { ...LIE, ...change }))),
      ).to.be.revertedWithCustomError(functions.operatorSet, "EquivocationNone");
    });
  }

  it("is the same receipt alone, among others, at another place, or in another epoch", async () => {
    const functions = await networkHelpers.loadFixture(deploy);
    const others = [1, 2, 3].map((i) => receiptOf({ commitment: id(`other ${i}`) }));
    const said = [
      await sayAlone(functions, receiptOf()),
      await sayAlone(functions, receiptOf(), { epoch: 2n }),
      (await say(functions, [receiptOf(), ...others]))[0],
      (await say(functions, [...others, receiptOf()], { epoch: 2n }))[3],
    ].flatMap((one) => one ?? []);
    expect(said.length).to.equal(4);
    for (const first of said) {
      for (const second of said) {
        await expect(slash(functions, first, second)).to.be.revertedWithCustomError(
          functions.operatorSet,
          "EquivocationNone",
        );
      }
    }
  });

  it("is two operators that disagree", async () => {
    const functions = await networkHelpers.loadFixture(deploy);
    const first = await sayAlone(functions, receiptOf());
    const second = await sayAlone(functions, receiptOf(LIE), { place: 1 });
    await expect(slash(functions, first, second))
      .to.be.revertedWithCustomError(functions.operatorSet, "EquivocationSigners")
      .withArgs(signerOf(functions), signerOf(functions, 1));
  });

  it("is what was signed for another router, whichever the evidence names", async () => {
    const { functions, second } = await networkHelpers.loadFixture(withTwoRouters);
    const domain = { ...functions.domain, router: await second.getAddress() };
    const here = await sayAlone(functions, receiptOf());
    const there = await sayAlone({ ...functions, domain }, receiptOf(LIE));
    for (const router of [functions.router, second]) {
      await expect(slash({ ...functions, router }, here, there)).to.be.revertedWithCustomError(
        functions.operatorSet,
        "EquivocationSigners",
      );
    }
  });

  it("is anything of a router that the set never served", async () => {
    const functions = await networkHelpers.loadFixture(deploy);
    const router = await deployRouter(functions);
    await expect(slash({ ...functions, router }, ...(await lie(functions))))
      .to.be.revertedWithCustomError(functions.operatorSet, "OperatorSetUnknownRouter")
      .withArgs(await router.getAddress());
  });

  it("is a signature's malleable twin, or none at all", async () => {
    const functions = await networkHelpers.loadFixture(deploy);
    const [first, second] = await lie(functions);
    const none = { r: id("r"), vs: toBeHex(HIGH_S, 32) };
    await expect(slash(functions, { ...first, signature: none }, { ...second, signature: none }))
      .to.be.revertedWithCustomError(functions.operatorSet, "EquivocationSigners")
      .withArgs(ZeroAddress, ZeroAddress);
  });

  it("is a receipt that is not in the batch, or not at that place", async () => {
    const functions = await networkHelpers.loadFixture(deploy);
    const lied = receiptOf(LIE);
    const honest = await say(functions, [receiptOf(), receiptOf({ commitment: id("other") })]);
    const [first, other] = honest as [(typeof honest)[0], (typeof honest)[0]];
    const forged = [
      { ...first, receipt: lied },
      { ...first, receipt: lied, proof: [] },
      { ...first, receipt: lied, index: 2n },
      { ...first, receipt: lied, batch: { ...first.batch, root: id("root"), count: 1n }, proof: [] },
    ];
    for (const statement of forged) {
      await expect(slash(functions, first, statement))
        .to.be.revertedWithCustomError(functions.operatorSet, "EquivocationProof")
        .withArgs(statement.batch.root, statement.index);
    }
    const misplaced = { ...first, index: other.index };
    await expect(slash(functions, misplaced, await sayAlone(functions, lied)))
      .to.be.revertedWithCustomError(functions.operatorSet, "EquivocationProof")
      .withArgs(first.batch.root, 1n);
  });

  it("is a receipt in a batch whose root is 0, which no proof leads to", async () => {
    const functions = await networkHelpers.loadFixture(deploy);
    const empty = { epoch: 1n, root: ZeroHash, count: 1n };
    const [key] = functions.keys as [Wallet];
    const signed = await key.signTypedData(eip712Domain(functions.domain), { Batch: typedData.Batch }, empty);
    const { r, yParityAndS: vs } = Signature.from(signed);
    const first = await sayAlone(functions, receiptOf());
    const forged = { ...first, batch: empty, receipt: receiptOf(LIE), index: 1n, signature: { r, vs } };
    await expect(slash(functions, first, forged))
      .to.be.revertedWithCustomError(functions.operatorSet, "EquivocationProof")
      .withArgs(ZeroHash, 1n);
  });

  it("is a batch whose root was changed after it was signed", async () => {
    const functions = await networkHelpers.loadFixture(deploy);
    const first = await sayAlone(functions, receiptOf());
    const [forged] = statementsOf([receiptOf(LIE)], 1n, first.signature);
    await expect(slash(functions, first, forged as typeof first)).to.be.revertedWithCustomError(
      functions.operatorSet,
      "EquivocationSigners",
    );
  });

  it("is a request made again after a reorganisation, which is another one", async () => {
    const functions = await networkHelpers.loadFixture(deploy);
    const before = await networkHelpers.takeSnapshot();
    const [lost] = (await askMany(functions, 1)) as [Request];
    const first = await sayAlone(functions, answer(lost).receipt);
    await before.restore();
    await connection.provider.request({ method: "hardhat_setPrevRandao", params: [id("another fork")] });
    const [again] = (await askMany(functions, 1)) as [Request];
    const second = await sayAlone(functions, answer(again, { result: "0x" }).receipt);
    await expect(slash(functions, first, second)).to.be.revertedWithCustomError(
      functions.operatorSet,
      "EquivocationNone",
    );
  });
});
