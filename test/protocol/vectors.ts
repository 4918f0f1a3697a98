import { readFile } from "node:fs/promises";
import { expect } from "chai";
import { id, SigningKey } from "ethers";
import { network } from "hardhat";
import { receiptFields } from "../../protocol/receipt.ts";
import { typedData } from "../../protocol/typed-data.ts";
import { buildVectors, vectorDomain, vectorsAsText } from "./build-vectors.ts";
import { cast, castHash, castSign } from "./cast.ts";
import { vectorsFile } from "./make-vectors.ts";

const { ethers, networkHelpers } = await network.create();

const KEY = id("a key of the test vectors");
const DOMAIN_FIELDS = [
  { name: "name", type: "string" },
  { name: "version", type: "string" },
  { name: "chainId", type: "uint256" },
  { name: "verifyingContract", type: "address" },
];

const vectors = buildVectors();

/** The harness, and a real router moved to the address and chain that the vectors are for. */
async function deploy() {
  const harness = await ethers.deployContract("HashesHarness");
  const [dao] = await ethers.getSigners();
  const registry = await ethers.deployContract("FunctionRegistry");
  const member = { signer: dao, sender: dao, payout: dao };
  const operatorSet = await ethers.deployContract("OperatorSet", [dao, [member]]);
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

/** EIP-712 data as JSON-RPC wallets take it. */
function signable(primaryType: "Request" | "Batch", message: object) {
  const { name, version, chainId, verifyingContract } = vectors.domain;
  return {
    domain: { name, version, chainId, verifyingContract },
    types: { EIP712Domain: DOMAIN_FIELDS, [primaryType]: typedData[primaryType] },
    primaryType,
    message,
  };
}

/** The tree's root as cast computes it: pairs hashed, a last node without a sibling moved up. */
async function castRoot(leaves: readonly string[], nodeType: string): Promise<string> {
  if (leaves.length === 1) return leaves[0] as string;
  const pairs = Array.from({ length: Math.ceil(leaves.length / 2) }, (_, i) =>
    leaves.slice(2 * i, 2 * i + 2),
  );
  const next = pairs.map(([left, right]) =>
    right === undefined
      ? Promise.resolve(left as string)
      : castHash(["bytes32", "bytes32", "bytes32"], [nodeType, left, right]),
  );
  return castRoot(await Promise.all(next), nodeType);
}

function typeHash(name: string): string {
  const found = vectors.types.find(({ type }) => type.startsWith(`${name}(`));
  if (found === undefined) throw new Error(`no type ${name}`);
  return found.hash;
}

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

    it("agree with cast", async () => {
      const hashes = vectors.types.map(({ type }) => cast("keccak", type));
      expect(await Promise.all(hashes)).to.deep.equal(vectors.types.map(({ hash }) => hash));
      const { name, version, chainId, verifyingContract, separator } = vectors.domain;
      const type = "EIP712Domain(string name,string version,uint256 chainId,address verifyingContract)";
      const words = [await cast("keccak", type), await cast("keccak", name), await cast("keccak", version)];
      const types = ["bytes32", "bytes32", "bytes32", "uint256", "address"];
      expect(await castHash(types, [...words, chainId, verifyingContract])).to.equal(separator);
    });
  });

  for (const { name, header, id: commitment, escrow } of vectors.requests) {
    describe(`of the ${name} request`, () => {
      it("agree with Solidity", async () => {
        const { router } = await networkHelpers.loadFixture(deploy);
        expect(await router.hashRequest(header)).to.equal(commitment);
        expect(await router.escrowOf(header)).to.equal(escrow);
      });

      it("agree with cast", async () => {
        const signature = await castSign(KEY, signable("Request", header));
        expect(signature).to.equal(new SigningKey(KEY).sign(commitment).serialized);
      });
    });
  }

  describe("of receipts", () => {
    it("agree with Solidity", async () => {
      const { harness } = await networkHelpers.loadFixture(deploy);
      for (const { receipt, leaf } of vectors.receipts) expect(await harness.leafOf(receipt)).to.equal(leaf);
    });

    it("agree with cast", async () => {
      const types = ["bytes32", ...receiptFields.map(({ type }) => type)];
      const leaves = vectors.receipts.map(({ receipt }) =>
        castHash(types, [typeHash("Receipt"), ...receiptFields.map(({ name }) => receipt[name])]),
      );
      expect(await Promise.all(leaves)).to.deep.equal(vectors.receipts.map(({ leaf }) => leaf));
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

    it("agree with cast: root and digest", async () => {
      const check = vectors.batches.map(async ({ batch, leaves, digest }) => {
        expect(await castRoot(leaves, typeHash("Node"))).to.equal(batch.root);
        const signature = await castSign(KEY, signable("Batch", batch));
        expect(signature).to.equal(new SigningKey(KEY).sign(digest).serialized);
      });
      await Promise.all(check);
    });
  });

  it("of the execution domain agree with cast", async () => {
    const { parts, id: domain } = vectors.executionDomain;
    const type =
      "ExecutionDomain(uint32 rewriterVersion,bytes32 costTableHash,uint32 guestAbiVersion,bytes32 limitsHash,bytes32 engineHash,bytes32 preludeHash)";
    const types = ["bytes32", "uint32", "bytes32", "uint32", "bytes32", "bytes32", "bytes32"];
    expect(await castHash(types, [await cast("keccak", type), ...Object.values(parts)])).to.equal(domain);
  });
});
