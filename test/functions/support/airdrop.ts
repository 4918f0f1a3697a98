import { AbiCoder, concat, keccak256, parseUnits } from "ethers";
import type { Airdrop, IMerkle } from "../../../types/index.js";
import { accountsOf } from "../../fixtures/accounts.ts";
import type { Connection } from "../../fixtures/connection.ts";
import { ownEvent } from "../../helpers/own-event.ts";
import { mempoolOf } from "../../relay/support/mempool.ts";

/** What an airdrop holds at first. */
export const FUNDS = 1_000n;
/** Fuel that a root of a hundred claims takes, three times over. */
export const FUEL_LIMIT = 6_000_000n;
export const GAS_PRICE_CAP = parseUnits("3", "gwei");
/** From an airdrop's start to the end of its claims, in seconds. */
export const CLAIM_TIME = 86_400;

export type Claim = IMerkle.ClaimStruct & { readonly account: string; readonly amount: bigint };

/**
 * An airdrop of `admin` at a router, `FUNDS` tokens in it, and ways for `admin` to publish parts of its list: one, or two
 * in one block.
 */
export async function deployAirdrop(connection: Connection, router: string, program: string) {
  const { ethers, networkHelpers } = connection;
  const accounts = await accountsOf(connection);
  const { admin, holder, alice, bob } = accounts;
  const token = await ethers.deployContract("PlainERC20", [holder, FUNDS]);
  const claimsEnd = BigInt(await networkHelpers.time.latest()) + BigInt(CLAIM_TIME);
  const airdrop = await ethers.deployContract("Airdrop", [router, admin, token, program, claimsEnd]);
  await token.connect(holder).transfer(airdrop, FUNDS);
  const send = async (list: readonly Claim[], fuelLimit = FUEL_LIMIT) => {
    const value = await airdrop.publishCost(list.length, fuelLimit, GAS_PRICE_CAP);
    const sent = await airdrop.connect(admin).publish([...list], fuelLimit, GAS_PRICE_CAP, { value });
    return { sent, value };
  };
  const published = async ({ sent, value }: Awaited<ReturnType<typeof send>>) => {
    const asked = airdrop.filters.PartPublished();
    const { args } = await ownEvent(sent, (block) => airdrop.queryFilter(asked, block, block));
    return { part: args.part, id: args.requestId, value };
  };
  const publish = async (list: readonly Claim[], fuelLimit?: bigint) =>
    published(await send(list, fuelLimit));
  const publishTogether = async (one: readonly Claim[], other: readonly Claim[]) => {
    const mempool = mempoolOf(connection);
    await mempool.mineByHand();
    const sent = [await send(one), await send(other)] as const;
    await mempool.mineAtOnce();
    // Another's block, as a relay's fulfilment is.
    await networkHelpers.mine();
    return Promise.all([published(sent[0]), published(sent[1])]);
  };
  const list = ascending([
    { account: alice.address, amount: 300n },
    { account: bob.address, amount: 200n },
  ]);
  return { ...accounts, token, airdrop, claimsEnd, publish, publishTogether, list };
}

export function ascending(list: readonly Claim[]): Claim[] {
  return [...list].sort((a, b) => (BigInt(a.account) < BigInt(b.account) ? -1 : 1));
}

/** Claims what a list of two has at `index`. */
export function claimOf(airdrop: Airdrop, part: bigint, list: readonly Claim[], index: number) {
  const { account = "", amount = 0n } = list[index] ?? {};
  return airdrop.claim(part, account, amount, treeOf(list).proofs[index] ?? []);
}

/** Root and proofs of a list of two, as OpenZeppelin's merkle-tree makes them. */
export function treeOf(list: readonly Claim[]) {
  const leaves = list.map(({ account, amount }) =>
    keccak256(keccak256(AbiCoder.defaultAbiCoder().encode(["address", "uint256"], [account, amount]))),
  );
  const [left = "", right = ""] = leaves;
  const ordered = BigInt(left) < BigInt(right) ? [left, right] : [right, left];
  return { root: keccak256(concat(ordered)), proofs: [[right], [left]] };
}
