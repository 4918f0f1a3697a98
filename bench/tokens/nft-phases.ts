// A sale in phases: what each kind of phase asks of who mints.

import { StandardMerkleTree } from "@openzeppelin/merkle-tree";
import { type Contract, toBeHex, ZeroHash } from "ethers";
import { VOUCHER_TYPES } from "../../clients/nft/voucher.ts";
import type { Connection } from "../chain.ts";
import { type Call, gasHere, type People, peopleOf, spend } from "./meter.ts";
import { mintOf, PRICE } from "./nft.ts";
import type { Series } from "./series.ts";

const QUANTITIES = [1, 5, 20];
/** By who has nothing yet, in a collection that has sold. */
const FIRST = "mint 1, a buyer's first";
export const PHASE_CASES = [FIRST, ...QUANTITIES.map(mintOf)];

/** Entries of the allowlist: ten hashes prove one. */
const LISTED = 1_000;
const LIMIT = 1_000n;
const FOR_EVER = 2n ** 40n - 1n;

type Buyer = People[keyof People];
type Kind = "public" | "limited" | "allowlist" | "signature";

/** Deploys a collection whose sale is this. Alice signs vouchers. */
export type DeployPhased = (connection: Connection, phase: object) => Promise<Contract>;

export const PHASE_KINDS: Readonly<Record<Kind, string>> = {
  public: "Althing, a public phase without limits",
  limited: "Althing, a public phase with a limit",
  allowlist: `Althing, an allowlist of ${LISTED}`,
  signature: "Althing, vouchers",
};

export async function measurePhase(
  kind: Kind,
  connection: Connection,
  deploy: DeployPhased,
): Promise<Series> {
  const { alice, bob } = await peopleOf(connection);
  const list = listWith(alice.address, bob.address);
  const sale = { kind, connection, list, nft: await deploy(connection, phaseOf(kind, list.root)) };
  await spend(...(await mintCall(sale, alice, 1)));
  const gas: [string, number][] = [[FIRST, await gasHere(connection, ...(await mintCall(sale, bob, 1)))]];
  for (const quantity of QUANTITIES)
    gas.push([mintOf(quantity), await gasHere(connection, ...(await mintCall(sale, alice, quantity)))]);
  return { name: PHASE_KINDS[kind], gas: new Map(gas) };
}

interface Sale {
  readonly kind: Kind;
  readonly connection: Connection;
  readonly list: ReturnType<typeof listWith>;
  readonly nft: Contract;
}

async function mintCall(sale: Sale, buyer: Buyer, quantity: number): Promise<Call> {
  const [name, more] = await entitlement(sale, buyer);
  return [sale.nft, name, [buyer, quantity, ...more], buyer, BigInt(quantity) * PRICE];
}

function phaseOf(kind: Kind, root: string): object {
  const times = { start: 0n, end: FOR_EVER };
  const common = { ...times, walletLimit: 0n, price: 0n, root: ZeroHash };
  if (kind === "allowlist") return { ...common, kind: 1, root };
  if (kind === "signature") return { ...common, kind: 2 };
  return { ...common, kind: 0, price: PRICE, walletLimit: kind === "limited" ? LIMIT : 0n };
}

/** The buyers are its last. */
function listWith(...buyers: string[]) {
  const others = Array.from({ length: LISTED - buyers.length }, (_, i) => toBeHex(i + 1, 20));
  const leaves = [...others, ...buyers].map((account) => [account, LIMIT, PRICE]);
  return StandardMerkleTree.of(leaves, ["address", "uint256", "uint256"]);
}

/** The function that mints, and what it takes after receiver and quantity. */
async function entitlement(
  { kind, connection, list, nft }: Sale,
  buyer: Buyer,
): Promise<readonly [string, readonly unknown[]]> {
  if (kind === "allowlist") {
    const proof = list.getProof([buyer.address, LIMIT, PRICE]);
    return ["mintAllowlisted", [{ limit: LIMIT, price: PRICE }, proof]];
  }
  if (kind === "signature") {
    const voucher = { limit: LIMIT, price: PRICE, deadline: FOR_EVER };
    return ["mintWithVoucher", [voucher, await signed(connection, nft, buyer, voucher)]];
  }
  return ["mint", []];
}

async function signed({ ethers }: Connection, nft: Contract, buyer: Buyer, voucher: object): Promise<string> {
  const [alice] = await ethers.getSigners();
  const { chainId } = await ethers.provider.getNetwork();
  const domain = { name: "Nft", version: "1", chainId, verifyingContract: await nft.getAddress() };
  const message = { phaseStart: 0n, phaseEnd: FOR_EVER, account: buyer.address, ...voucher };
  return (alice as Buyer).signTypedData(domain, VOUCHER_TYPES, message);
}
