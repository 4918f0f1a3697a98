import { formatEther } from "ethers";
import { type AlthingError, fail } from "../../protocol/errors.ts";
import type { Organisation } from "../schema/organisation.ts";
import type { Token } from "../schema/token.ts";
import { foundersTotal } from "./collections.ts";
import { vestingTotal } from "./token.ts";

/** Faults of the DAO and of what it asks of token and collections. */
export function* daoFaults(organisation: Organisation): Generator<AlthingError> {
  const { dao, token } = organisation;
  const { quorum, superQuorum, lateQuorumExtension = 0, votingPeriod } = dao;
  if (superQuorum !== undefined && superQuorum <= quorum)
    yield fail("ALT_CONFIG_SUPER_QUORUM", { superQuorum, quorum });
  if (lateQuorumExtension > votingPeriod)
    yield fail("ALT_CONFIG_LATE_QUORUM", { extension: lateQuorumExtension, period: votingPeriod });
  if (dao.votes !== "token") yield* collectionVoteFaults(organisation, dao.votes.collection);
  else if (token === undefined) yield fail("ALT_CONFIG_VOTES_TOKEN");
  else yield* tokenVoteFaults(organisation, token);
}

/** No token can be minted but by a proposal: what the premint does not allow will never be. */
function* tokenVoteFaults({ dao }: Organisation, token: Token): Generator<AlthingError> {
  const { premint } = token;
  if (premint === 0n) yield fail("ALT_CONFIG_NOBODY_VOTES", { voting: "token" });
  const votable = premint - vestingTotal(token);
  const figures = { votable: formatEther(votable), premint: formatEther(premint) };
  if (dao.proposalThreshold > votable) {
    yield fail("ALT_CONFIG_THRESHOLD", {
      threshold: formatEther(dao.proposalThreshold),
      votes: figures.votable,
    });
  }
  const needed = (premint * BigInt(dao.quorum)) / 100n;
  if (needed > votable) {
    yield fail("ALT_CONFIG_QUORUM", { quorum: dao.quorum, needed: formatEther(needed), ...figures });
  }
}

function* collectionVoteFaults(
  { dao, collections }: Organisation,
  contract: string,
): Generator<AlthingError> {
  const voting = collections.find((collection) => collection.contract === contract);
  if (voting?.votes !== true) {
    yield fail("ALT_CONFIG_VOTES_COLLECTION", { contract });
    return;
  }
  const { maxSupply, sale } = voting;
  if (sale === undefined && foundersTotal(voting) === 0)
    yield fail("ALT_CONFIG_NOBODY_VOTES", { voting: contract });
  if (dao.proposalThreshold > maxSupply)
    yield fail("ALT_CONFIG_THRESHOLD", { threshold: dao.proposalThreshold, votes: maxSupply });
}
