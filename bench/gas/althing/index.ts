// Our own contracts, with everything in force that a DAO would switch on: prices, shares, a royalty, accounts.

import { toBeHex, ZeroAddress } from "ethers";
import { type Connection, deployContract, send } from "../../chain.ts";
import type { Artifact } from "../../compile.ts";
import { CALLDATA } from "../calldata.ts";
import { operatorKeys } from "../operators.ts";
import { accountsOf, type Contestant, type System } from "../system.ts";
import { authorize, type Deployment, deployRouter, fund } from "./deployment.ts";
import { fulfilment, type Open, requestedIn } from "./fulfilment.ts";

/** Who pays for the consumer: itself, or an account that authorised it with or without a cap on its spending. */
export type Payer = "own account" | "account" | "capped";

/** `artifact` is that of AlthingConsumer.sol. */
export function althing(name: string, payer: Payer, artifact: Artifact): Contestant {
  return {
    name,
    fewestOperators: 1,
    deploy: (connection, operators) => deploySystem(connection, payer, artifact, operators),
  };
}

async function deploySystem(
  connection: Connection,
  payer: Payer,
  artifact: Artifact,
  operators: number,
): Promise<System> {
  const keys = operatorKeys(operators);
  const { submitter } = await accountsOf(connection);
  const deployment = await deployRouter(connection, keys);
  const { router } = deployment;
  const consumer = await deployConsumer(connection, deployment, payer, artifact);
  let open: Open[] = [];
  let tag = 0;
  return {
    consumer,
    async request() {
      const receipt = await send(consumer, "ask", [toBeHex(++tag, 32), CALLDATA]);
      open.push(requestedIn(router, receipt));
      return Number(receipt.gasUsed);
    },
    async fulfil(results) {
      const args = await fulfilment(router, keys, open, results);
      open = [];
      return Number((await send(router, "fulfill", args, submitter)).gasUsed);
    },
  };
}

async function deployConsumer(
  connection: Connection,
  { router, program }: Deployment,
  payer: Payer,
  artifact: Artifact,
) {
  const { owner } = await accountsOf(connection);
  const account = payer === "own account" ? ZeroAddress : owner;
  const consumer = await deployContract(connection, artifact, router, program, account);
  await fund(connection, router, payer === "own account" ? consumer : owner);
  if (payer !== "own account") await authorize(router, consumer, payer === "capped");
  return consumer;
}
