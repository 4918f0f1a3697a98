import { callsOf } from "../../clients/calls/contract-calls.ts";
import { DaoClient } from "../../clients/dao/dao-client.ts";
import { TokenClient } from "../../clients/token/token-client.ts";
import { chainTime } from "../../deploy/chain.ts";
import { figure, tokens } from "../shared/format.ts";
import { advanceTo } from "../shared/time.ts";
import type { Stage } from "./stage.ts";

/** What the vote changed, in wei a unit of fuel. */
export interface PriceChange {
  readonly proposalId: bigint;
  readonly before: bigint;
  readonly after: bigint;
}

/** Passes a proposal from its making to its execution: the router's fuel costs a third less from then on. */
export async function changeFuelPrice(stage: Stage): Promise<PriceChange> {
  const { connection, addresses, deployer, router, say } = stage;
  const { provider } = connection;
  const dao = new DaoClient(addresses, deployer);
  const before = (await router.terms()).fuelPrice;
  const wanted = (before * 2n) / 3n;

  await giveVotes(stage);
  const call = callsOf(addresses, router).setFuelPrice(wanted);
  const { proposal } = await dao.propose({
    title: `Lower the price of fuel to ${wanted} wei`,
    calls: [call],
  });
  say(`proposed   ${call.sentence}`);

  await advanceTo(provider, proposal.snapshot + 1n);
  const { weight } = await dao.vote(proposal.id, "for");
  say(`voted      for, with ${tokens(weight)} votes`);

  await advanceTo(provider, proposal.deadline + 1n);
  const { eta } = await dao.queue(proposal.id);
  say("queued     in the treasury's timelock");

  await advanceTo(provider, eta);
  await dao.execute(proposal.id);
  const after = (await router.terms()).fuelPrice;
  say(`executed   the fuel price went from ${figure(before)} to ${figure(after)} wei`);
  return { proposalId: proposal.id, before, after };
}

/** Tokens have no vote until they are delegated, and count from the second after. */
async function giveVotes({ addresses, deployer, connection, say }: Stage): Promise<void> {
  const token = new TokenClient(addresses, deployer);
  await token.delegate();
  const { votes } = await token.votes();
  await advanceTo(connection.provider, (await chainTime(connection.provider)) + 1n);
  say(`delegated  ${tokens(votes)} votes to the deployer itself: undelegated tokens do not vote`);
}
