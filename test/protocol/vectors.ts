import { readFile } from "node:fs/promises";
import { expect } from "chai";
import { id, ZeroAddress } from "ethers";
import { network } from "hardhat";
import { unpackRequest } from "../../protocol/request.ts";
import { buildVectors, vectorDomain, vectorsAsText } from "./build-vectors.ts";
import { vectorsFile } from "./make-vectors.ts";

const { ethers, networkHelpers } = await network.create();

const vectors = buildVectors();

/** The harness, and a real router moved to the address and chain that the vectors are for. */
async function deploy() {
  const harness = await ethers.deployContract("HashesHarness");
  const [dao] = await ethers.getSigners();
  const registry = await ethers.deployContract("FunctionRegistry");
  const member = { signer: dao, sender: dao, payout: dao };
  const operatorSet = await ethers.deployContract("OperatorSet", [dao, dao, ZeroAddress, [member]]);
  const deployed = await ethers.deployContract("FunctionRouter", [
    dao,
    registry,
    operatorSet,
    TERMS,
    id("domain"),
  ]);
  await networkHelpers.setCode(vectorDomain.router, await ethers.provider.getCode(deployed));
  const router = await ethers.getContractAt("FunctionRouter", vectorDomain.router);
  return { harness, router };
}

const TERMS = {
  fixedFee: 0,
  fuelPrice: 0,
  bytePrice: 0,
  tipCap: 0,
  minGasPriceCap: 0,
  treasuryShare: 0,
  maxRoyaltyShare: 0,
  minDuration: 1,
  maxDuration: 1,
};

describe("test vectors", () => {
  it("in git are those that protocol/ computes", async () => {
    expect(await readFile(vectorsFile, "utf8")).to.equal(vectorsAsText());
  });

  describe("of types and domain", () => {
    it("agree with Solidity", async () => {
      const { harness, router } = await networkHelpers.loadFixture(deploy);
      expect([...(await harness.typeHashes())]).to.deep.equal(vectors.types.map(({ hash }) => hash));
      const { name, version, chainId, verifyingContract } = await router.eip712Domain();
      const { separator, ...domain } = vectors.domain;
      expect({ name, version, chainId, verifyingContract }).to.deep.equal({
        ...domain,
        verifyingContract: ethers.getAddress(domain.verifyingContract),
      });
    });
  });

  for (const { name, program, packedTask, header, request, id: commitment, escrow } of vectors.requests) {
    describe(`of the ${name} request`, () => {
      it("agree with Solidity: its program, task and header, and the escrow", async () => {
        const { harness, router } = await networkHelpers.loadFixture(deploy);
        expect(await harness.programOf(program)).to.equal(packedTask.program);
        expect(await harness.taskOf(packedTask)).to.equal(header.task);
        expect(await router.hashRequest(request)).to.equal(commitment);
        expect(await router.escrowOf(request)).to.equal(escrow);
      });

      it("give back what was packed", () => {
        expect(unpackRequest(request)).to.deep.equal(header);
      });
    });
  }

  describe("of receipts", () => {
    it("agree with Solidity", async () => {
      const { harness } = await networkHelpers.loadFixture(deploy);
      for (const { receipt, leaf } of vectors.receipts) expect(await harness.leafOf(receipt)).to.equal(leaf);
    });
  });

  describe("of batches of one to seven", () => {
    it("agree with Solidity: root, every proof, digest", async () => {
      const { harness, router } = await networkHelpers.loadFixture(deploy);
      for (const { batch, leaves, proofs, digest } of vectors.batches) {
        expect(await harness.rootOver(leaves)).to.equal(batch.root);
        for (const [index, proof] of proofs.entries()) {
          const leaf = leaves[index] as string;
          expect(await harness.rootOf(leaf, index, leaves.length, proof)).to.equal(batch.root);
        }
        expect(await router.hashBatch(batch)).to.equal(digest);
      }
    });
  });
});
