import { expect } from "chai";
import { id, SigningKey } from "ethers";
import { receiptFields } from "../../protocol/receipt.ts";
import { typesOf } from "../../protocol/typed-data.ts";
import { buildVectors } from "../../test/protocol/build-vectors.ts";
import { cast, castHash, castSign } from "./cast.ts";

/** The test vectors as Foundry's cast computes them: a process for each hash, so not among the quick tests. */

const KEY = id("a key of the test vectors");
const DOMAIN_FIELDS = [
  { name: "name", type: "string" },
  { name: "version", type: "string" },
  { name: "chainId", type: "uint256" },
  { name: "verifyingContract", type: "address" },
];

const vectors = buildVectors();

/** EIP-712 data as JSON-RPC wallets take it. */
function signable(primaryType: "Request" | "Batch", message: object) {
  const { name, version, chainId, verifyingContract } = vectors.domain;
  return {
    domain: { name, version, chainId, verifyingContract },
    types: { EIP712Domain: DOMAIN_FIELDS, ...typesOf(primaryType) },
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

describe("test vectors agree with cast", () => {
  it("of types and domain", async () => {
    const hashes = vectors.types.map(({ type }) => cast("keccak", type));
    expect(await Promise.all(hashes)).to.deep.equal(vectors.types.map(({ hash }) => hash));
    const { name, version, chainId, verifyingContract, separator } = vectors.domain;
    const type = "EIP712Domain(string name,string version,uint256 chainId,address verifyingContract)";
    const words = [await cast("keccak", type), await cast("keccak", name), await cast("keccak", version)];
    const types = ["bytes32", "bytes32", "bytes32", "uint256", "address"];
    expect(await castHash(types, [...words, chainId, verifyingContract])).to.equal(separator);
  });

  for (const { name, request, packedTask, program, id: commitment } of vectors.requests) {
    it(`of the ${name} request, its task and its program`, async () => {
      const message = { ...request, task: { ...packedTask, program } };
      const signature = await castSign(KEY, signable("Request", message));
      expect(signature).to.equal(new SigningKey(KEY).sign(commitment).serialized);
    });
  }

  it("of receipts", async () => {
    const types = ["bytes32", ...receiptFields.map(({ type }) => type)];
    const leaves = vectors.receipts.map(({ receipt }) =>
      castHash(types, [typeHash("Receipt"), ...receiptFields.map(({ name }) => receipt[name])]),
    );
    expect(await Promise.all(leaves)).to.deep.equal(vectors.receipts.map(({ leaf }) => leaf));
  });

  it("of batches of one to seven: root and digest", async () => {
    const check = vectors.batches.map(async ({ batch, leaves, digest }) => {
      expect(await castRoot(leaves, typeHash("Node"))).to.equal(batch.root);
      const signature = await castSign(KEY, signable("Batch", batch));
      expect(signature).to.equal(new SigningKey(KEY).sign(digest).serialized);
    });
    await Promise.all(check);
  });

  it("of the execution domain", async () => {
    const { parts, id: domain } = vectors.executionDomain;
    const type =
      "ExecutionDomain(uint32 rewriterVersion,bytes32 costTableHash,uint32 guestAbiVersion,bytes32 limitsHash,bytes32 engineHash,bytes32 preludeHash)";
    const types = ["bytes32", "uint32", "bytes32", "uint32", "bytes32", "bytes32", "bytes32"];
    expect(await castHash(types, [await cast("keccak", type), ...Object.values(parts)])).to.equal(domain);
  });
});
