import type { Proposal } from "../../clients/dao/proposal-types.ts";
import { TreasuryClient } from "../../clients/dao/treasury-client.ts";
import { addressOf } from "../../clients/support/addresses.ts";
import type { DistributorClient } from "../../clients/token/distributor-client.ts";
import { chainTime } from "../../deploy/chain.ts";
import { fail } from "../../protocol/errors.ts";
import { moment } from "../../protocol/moment.ts";
import type { Workspace } from "../../tasks/shared/clients.ts";
import { tokens } from "../../tasks/shared/format.ts";
import { printFields } from "../../tasks/shared/output.ts";
import type { Prepared } from "./airdrop-story.ts";
import type { Airdrop } from "./tree.ts";

const DAY = 86_400n;
/** A proposal in one of these states comes to nothing any more. */
const OVER = ["canceled", "defeated", "expired", "executed"];

/** Makes the organisation's distributor. Anyone may: it obeys the treasury, which gets what nobody claims. */
export async function deployDistributor({ connection, addresses, signer, output }: Workspace) {
  const { ethers } = connection;
  const args = [addressOf(addresses, "token"), addresses.treasury];
  const contract = await ethers.deployContract("MerkleDistributor", args, signer);
  await contract.waitForDeployment();
  const distributor = await contract.getAddress();
  output.finish({ distributor }, () => {
    printFields({ Distributor: distributor });
    console.log(`\nAIRDROP_DISTRIBUTOR=${distributor} names it from now on.`);
  });
  return { distributor };
}

/** Proposes that the treasury pays for a round with the list's root, unless such a proposal or round is there. */
export async function proposeRound({ workspace, settings, airdrop, distributor }: Prepared) {
  if (distributor === undefined) throw fail("ALT_AIRDROP_NO_DISTRIBUTOR");
  const { root, total } = airdrop;
  const open = await distributor.findRound(root, total);
  if (open !== undefined) throw fail("ALT_AIRDROP_OPEN", { round: open.number });
  const earlier = await livingProposal(workspace, root);
  await requireTreasury(workspace, total);
  const proposal =
    earlier ??
    (await propose(workspace, airdrop, distributor, await expiryAfter(workspace, settings.AIRDROP_DAYS)));
  const document = { proposal: proposal.id, root, total, before: earlier !== undefined };
  workspace.output.finish(document, () => {
    printFields({ Proposal: `${proposal.id}${earlier ? " (proposed before)" : ""}`, Root: root });
    console.log(
      workspace.output.hint(
        "\nVote on it with `npx hardhat dao vote`; `npx hardhat dao status` says what comes next.",
      ),
    );
  });
  return document;
}

async function propose(
  { dao, token }: Workspace,
  { root, total, claims }: Airdrop,
  distributor: DistributorClient,
  expiry: bigint,
): Promise<Proposal> {
  const { proposal } = await dao.propose({
    title: `Airdrop of ${tokens(total)} tokens to ${claims.length} accounts`,
    text: `Root ${root}. Claims until ${moment(expiry)}; what is left then returns to the treasury.`,
    calls: [
      token.calls.approve(String(distributor.contract.target), total),
      distributor.calls.openRound(root, total, expiry),
    ],
  });
  return proposal;
}

/** The last second of claims. The distributor opens no round that is over: the vote must not take longer. */
async function expiryAfter({ connection, dao, addresses, signer }: Workspace, days: bigint): Promise<bigint> {
  const now = await chainTime(connection.provider);
  const expiry = now + days * DAY;
  const waits = await Promise.all([
    dao.contract.votingDelay(),
    dao.contract.votingPeriod(),
    new TreasuryClient(addresses, signer).contract.getMinDelay(),
  ]);
  const earliest = waits.reduce((time, wait) => time + wait, now);
  if (expiry <= earliest)
    throw fail("ALT_AIRDROP_EXPIRES_EARLY", { expiry: moment(expiry), earliest: moment(earliest) });
  return expiry;
}

/** Has the account paid what is its own. */
export async function claimFor({ workspace, settings, airdrop, distributor }: Prepared, account: string) {
  if (distributor === undefined) throw fail("ALT_AIRDROP_NO_DISTRIBUTOR");
  const claim = airdrop.claims.find((one) => one.account === account);
  if (claim === undefined) throw fail("ALT_AIRDROP_NO_CLAIM", { account, file: settings.AIRDROP_FILE });
  const round = await distributor.findRound(airdrop.root, airdrop.total);
  if (round === undefined) throw fail("ALT_AIRDROP_NOT_OPEN", { root: airdrop.root });
  const mined = await distributor.claim({ ...claim, round: round.number });
  const document = { account, amount: claim.amount, round: round.number, ...mined };
  workspace.output.finish(document, () =>
    printFields({
      Claimed: `${tokens(claim.amount)} tokens`,
      Account: account,
      Round: String(round.number),
      Transaction: mined.hash,
    }),
  );
  return document;
}

/** A proposal of the list that may still pass: its description names the root. */
async function livingProposal({ dao }: Workspace, root: string) {
  const same = (await dao.list()).filter(({ description }) => description.includes(root));
  for (const proposal of same) {
    if (!OVER.includes((await dao.statusOf(proposal)).state)) return proposal;
  }
  return undefined;
}

async function requireTreasury({ token, addresses }: Workspace, total: bigint): Promise<void> {
  const had = await token.balance(addresses.treasury);
  if (had < total) throw fail("ALT_AIRDROP_TREASURY", { had: tokens(had), needed: tokens(total) });
}
