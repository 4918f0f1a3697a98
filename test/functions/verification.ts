import { expect } from "chai";
import { id, ZeroHash } from "ethers";
import { network } from "hardhat";
import { batchProof } from "../../protocol/batch-tree.ts";
import { Outcome } from "../../protocol/outcome.ts";
import { joinSignatures } from "../../protocol/quorum.ts";
import { type Batch, type Receipt, statelessReceipt } from "../../protocol/receipt.ts";
import { eip712Domain, hashNode, hashReceipt, typedData } from "../../protocol/typed-data.ts";
import { answer, fulfil } from "./support/fulfilments.ts";
import { CODE_HASH, deployFunctions, EXECUTION_DOMAIN, type Functions } from "./support/functions.ts";
import { batchOf, signBatch } from "./support/operators.ts";
import { ask, askMany, type Request } from "./support/requests.ts";

const connection = await network.create();
const { networkHelpers } = connection;

async function deploy() {
  return deployFunctions(connection, 4);
}

interface Claim {
  readonly receipt: Receipt;
  readonly index: number;
  readonly proof: string[];
}

function receiptsOf(count: number): Receipt[] {
  return Array.from({ length: count }, (_, i) =>
    statelessReceipt(id(`request ${i}`), {
      outcome: Outcome.Success,
      resultHash: id(`result ${i}`),
      fuelUsed: BigInt(i),
    }),
  );
}

/** A batch over `count` receipts, and the claim that a receipt stands at its place in it. */
function batchWith(count: number) {
  const receipts = receiptsOf(count);
  const leaves = receipts.map(hashReceipt);
  const batch = batchOf(
    receipts.map((receipt) => ({ receipt })),
    1n,
  );
  const claims = receipts.map((receipt, index) => ({ receipt, index, proof: batchProof(leaves, index) }));
  return { batch, claims, leaves };
}

async function verify({ router, keys, domain }: Functions, batch: Batch, { receipt, index, proof }: Claim) {
  return router.verify(batch, receipt, index, proof, await signBatch(keys, domain, batch));
}

describe("FunctionRouter.verify", () => {
  for (const count of [1, 2, 3, 4, 5, 6, 7, 33]) {
    it(`proves each receipt of a batch of ${count}, and at no other place`, async () => {
      const functions = await networkHelpers.loadFixture(deploy);
      const { batch, claims } = batchWith(count);
      for (const claim of claims) {
        expect(await verify(functions, batch, claim)).to.equal(true);
        const elsewhere = { ...claim, index: (claim.index + 1) % (count + 1) };
        expect(await verify(functions, batch, elsewhere)).to.equal(false);
      }
    });
  }

  it("refuses a changed receipt, and a proof that is short, long or changed", async () => {
    const functions = await networkHelpers.loadFixture(deploy);
    const { batch, claims } = batchWith(5);
    const [claim] = claims as [Claim];
    const { receipt, proof } = claim;
    const forgeries: Claim[] = [
      { ...claim, receipt: { ...receipt, fuelUsed: receipt.fuelUsed + 1n } },
      { ...claim, receipt: { ...receipt, outcome: Outcome.Revert } },
      { ...claim, proof: proof.slice(0, -1) },
      { ...claim, proof: [...proof, ZeroHash] },
      { ...claim, proof: [id("other"), ...proof.slice(1)] },
    ];
    for (const forgery of forgeries) expect(await verify(functions, batch, forgery)).to.equal(false);
  });

  it("knows a leaf from an inner node: half a batch is no batch of inner nodes", async () => {
    const functions = await networkHelpers.loadFixture(deploy);
    const { batch, claims, leaves } = batchWith(4);
    const [, , , claim] = claims as [Claim, Claim, Claim, Claim];
    const halved = { ...batch, count: 2n };
    const inner = hashNode(leaves[0] as string, leaves[1] as string);
    expect(await verify(functions, halved, { ...claim, index: 1, proof: [inner] })).to.equal(false);
  });

  it("proves nothing of a batch whose root is zero, or that counts no receipts", async () => {
    const functions = await networkHelpers.loadFixture(deploy);
    const { batch, claims } = batchWith(2);
    const [claim] = claims as [Claim];
    expect(await verify(functions, { ...batch, root: ZeroHash }, { ...claim, index: 2 })).to.equal(false);
    expect(await verify(functions, { ...batch, root: ZeroHash, count: 0n }, claim)).to.equal(false);
  });

  it("refuses a batch without a quorum, or of an epoch that does not count", async () => {
    const functions = await networkHelpers.loadFixture(deploy);
    const { router, keys, domain } = functions;
    const { batch, claims } = batchWith(2);
    const { receipt, index, proof } = claims[0] as Claim;
    const two = await signBatch(keys, domain, batch, [0, 1]);
    await expect(router.verify(batch, receipt, index, proof, two))
      .to.be.revertedWithCustomError(router, "RouterQuorum")
      .withArgs(2n, 3n);
    await expect(verify(functions, { ...batch, epoch: 2n }, claims[0] as Claim))
      .to.be.revertedWithCustomError(router, "RouterEpoch")
      .withArgs(2n, 1n);
  });

  it("still proves a receipt after it was settled, for a late delivery", async () => {
    const functions = await networkHelpers.loadFixture(deploy);
    const answers = (await askMany(functions, 3)).map((request) => answer(request));
    await fulfil(functions, answers);
    const leaves = answers.map(({ receipt }) => hashReceipt(receipt));
    const receipt = answers[2]?.receipt as Receipt;
    const claim = { receipt, index: 2, proof: batchProof(leaves, 2) };
    expect(await verify(functions, batchOf(answers, 1n), claim)).to.equal(true);
  });

  it("knows no signed query: its type is another", async () => {
    const functions = await networkHelpers.loadFixture(deploy);
    const { router, keys, domain } = functions;
    const request = await ask(functions);
    const settled = answer(request);
    const query = queryOf(request, settled.receipt);
    const signatures = await Promise.all(
      keys
        .slice(0, 3)
        .map((key) => key.signTypedData(eip712Domain(domain), { QueryResult: typedData.QueryResult }, query)),
    );
    const joined = joinSignatures(new Map(signatures.map((signature, place) => [place, signature])));
    const quorum = { ...joined, signatures: [...joined.signatures] };
    await expect(
      router.verify(batchOf([settled], 1n), settled.receipt, 0, [], quorum),
    ).to.be.revertedWithCustomError(router, "RouterSignature");
  });
});

function queryOf({ header, task }: Request, receipt: Receipt) {
  return {
    functionId: header.functionId,
    codeHash: CODE_HASH,
    executionDomain: EXECUTION_DOMAIN,
    stateSeq: 0n,
    stateRoot: ZeroHash,
    blockNumber: task.blockNumber,
    blockHash: ZeroHash,
    caller: header.consumer,
    calldataHash: task.calldataHash,
    resultHash: receipt.resultHash,
    validUntil: header.deadline,
  };
}
