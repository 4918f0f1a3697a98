import { fail } from "../../protocol/errors.ts";
import { localOperatorWallet } from "../../protocol/local-chain.ts";
import type { RequestRow } from "./carving.ts";
import type { Stage } from "./stage.ts";

/** The function that carves, which the deploy published. */
const CARVER = 1n;

/** Where the requests' money is at the end, in wei. */
export interface Sums {
  readonly escrow: bigint;
  readonly charged: bigint;
  readonly refunded: bigint;
  /** Of what was charged. */
  readonly shares: {
    /** The operator's for gas. */
    readonly reimbursed: bigint;
    readonly operators: bigint;
    readonly royalty: bigint;
    readonly treasury: bigint;
  };
  /** What the router owes, which is what it holds. */
  readonly accounted: bigint;
}

/**
 * Adds up the requests and holds them against the router's own books: nothing is lost, nothing appears from nowhere.
 * @throws ALT_DEMO_SUMS
 */
export async function addUp(stage: Stage, rows: readonly RequestRow[]): Promise<Sums> {
  const total = (pick: (row: RequestRow) => bigint) => rows.reduce((sum, row) => sum + pick(row), 0n);
  for (const { tokenId, escrow, charged, refunded } of rows) {
    requireEqual(`escrow of #${tokenId} and what was charged and refunded`, escrow, charged + refunded);
  }
  const [escrow, charged, refunded] = [
    total((row) => row.escrow),
    total((row) => row.charged),
    total((row) => row.refunded),
  ];
  await collectFees(stage);
  const shares = { reimbursed: total((row) => row.reimbursed), ...(await unclaimedFees(stage)) };
  const { reimbursed, operators, royalty, treasury } = shares;
  requireEqual("charges and their shares", charged, reimbursed + operators + royalty + treasury);
  const accounted = await checkBooks(stage, refunded, charged);
  return { escrow, charged, refunded, shares, accounted };
}

/** Empties the till that the relay filled, so that everyone's part can be claimed. Anyone may. */
async function collectFees({ router, deployer, connection, addresses }: Stage): Promise<void> {
  const { OperatorSet__factory } = await import("../../types/index.js");
  const operatorSet = OperatorSet__factory.connect(addresses.operatorSet, connection.ethers.provider);
  const till = {
    epoch: await operatorSet.currentEpoch(),
    submitter: localOperatorWallet().address,
    functionId: CARVER,
  };
  await (await router.connect(deployer).collect([till])).wait();
}

async function unclaimedFees({ router, connection, addresses }: Stage) {
  const { OperatorSet__factory } = await import("../../types/index.js");
  const operatorSet = OperatorSet__factory.connect(addresses.operatorSet, connection.ethers.provider);
  const epoch = await operatorSet.currentEpoch();
  const members = await operatorSet.operatorsOf(epoch);
  const [royalty, treasury, ...each] = await Promise.all([
    router.royaltyOf(CARVER),
    router.treasuryFees(),
    ...members.map((_, place) => router.operatorFeesOf(epoch, place)),
  ]);
  return { royalty, treasury, operators: each.reduce((sum, fees) => sum + fees, 0n) };
}

/** The router's wei are exactly the refunds to the collector and the shares, and it knows them all. */
async function checkBooks(
  { router, connection, addresses, collector }: Stage,
  refunded: bigint,
  charged: bigint,
): Promise<bigint> {
  const [accounted, balance, account] = await Promise.all([
    router.accounted(),
    connection.ethers.provider.getBalance(addresses.router),
    router.accountOf(await collector.getAddress()),
  ]);
  requireEqual("refunds and the collector's account", refunded, account.balance);
  requireEqual("the router's balance and what it owes", balance, accounted);
  requireEqual("what the router owes and what came in", accounted, refunded + charged);
  return accounted;
}

function requireEqual(what: string, left: bigint, right: bigint): void {
  if (left !== right) throw fail("ALT_DEMO_SUMS", { what, left, right });
}
