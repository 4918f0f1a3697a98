// Tokens: what holders do with them, where votes are delegated and where they are not.

import type { Contract } from "ethers";
import type { Connection } from "../chain.ts";
import { spreadOf } from "../statistics.ts";
import { gasHere, type People, peopleOf, spend } from "./meter.ts";
import type { Series } from "./series.ts";

/** Of the supply, which its first holder has. */
export const SUPPLY = 10n ** 24n;
const AMOUNT = 10n ** 18n;
/** A hash with a zero byte more or less changes what a signature costs, hence a median. */
const SIGNATURES = 5;

const UNDELEGATED = ["transfer", "to a new holder", "transferFrom", "approve", "permit"];
const DELEGATED = ["transfer, delegated", "to a new holder, delegated", "transferFrom, delegated"];
export const DELEGATE = "delegate";
export const TOKEN_CASES = [...UNDELEGATED, DELEGATE, ...DELEGATED];
/** Of tokens that have no votes. */
export const VOTELESS_CASES = UNDELEGATED;

interface Deployment {
  readonly connection: Connection;
  readonly people: People;
  readonly token: Contract;
}

/** @param token whose whole supply Alice has. */
export async function measureToken(name: string, connection: Connection, token: Contract): Promise<Series> {
  const deployment = { connection, people: await peopleOf(connection), token };
  const { alice, bob, carol } = deployment.people;
  for (const holder of [bob, carol]) await spend(token, "transfer", [holder, AMOUNT], alice);
  await spend(token, "approve", [carol, 2n * AMOUNT], alice);
  const gas: [string, number][] = [
    ...(await measureTransfers(deployment, "")),
    ["approve", await gasHere(connection, token, "approve", [bob, AMOUNT], alice)],
    ["permit", await measurePermit(deployment)],
  ];
  if (token.interface.hasFunction("delegate")) gas.push(...(await measureDelegation(deployment)));
  return { name, gas: new Map(gas) };
}

/** Alice's own, and Carol's out of an allowance that is neither without end nor used up. */
async function measureTransfers(deployment: Deployment, suffix: string): Promise<[string, number][]> {
  const { connection, people, token } = deployment;
  const { alice, bob, carol, dora } = people;
  return [
    [`transfer${suffix}`, await gasHere(connection, token, "transfer", [bob, AMOUNT], alice)],
    [`to a new holder${suffix}`, await gasHere(connection, token, "transfer", [dora, AMOUNT], alice)],
    [`transferFrom${suffix}`, await gasHere(connection, token, "transferFrom", [alice, bob, AMOUNT], carol)],
  ];
}

/** Alice and Bob have delegated to themselves, and both have been voted for in an earlier block. */
async function measureDelegation(deployment: Deployment): Promise<[string, number][]> {
  const { people, token } = deployment;
  const { alice, bob } = people;
  const first = await spend(token, "delegate", [alice], alice);
  await spend(token, "delegate", [bob], bob);
  return [[DELEGATE, first], ...(await measureTransfers(deployment, ", delegated"))];
}

/** For a spender without an allowance, of an owner who has permitted before. Bob sends it. */
async function measurePermit(deployment: Deployment): Promise<number> {
  const gas: number[] = [];
  await permit(deployment, 0);
  for (let i = 1; i <= SIGNATURES; i++) gas.push(await permit(deployment, i));
  return Math.round(spreadOf(gas).median);
}

async function permit({ connection, people, token }: Deployment, i: number): Promise<number> {
  const { alice, bob } = people;
  const spender = `0x${"5a".repeat(19)}${(i + 1).toString(16).padStart(2, "0")}`;
  const { chainId } = await connection.ethers.provider.getNetwork();
  const deadline = 2n ** 40n - 1n;
  const nonce = await token.getFunction("nonces").staticCall(alice);
  const domain = { name: "Token", version: "1", chainId, verifyingContract: await token.getAddress() };
  const signature = await alice.signTypedData(domain, PERMIT, {
    owner: alice.address,
    spender,
    value: AMOUNT,
    nonce,
    deadline,
  });
  const { v, r, s } = connection.ethers.Signature.from(signature);
  return spend(token, "permit", [alice, spender, AMOUNT, deadline, v, r, s], bob);
}

/** ERC-2612. */
const PERMIT = {
  Permit: [
    { name: "owner", type: "address" },
    { name: "spender", type: "address" },
    { name: "value", type: "uint256" },
    { name: "nonce", type: "uint256" },
    { name: "deadline", type: "uint256" },
  ],
};
