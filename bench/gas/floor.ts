// The bare floor (Floor.sol): what is left of a request and its fulfilment when nobody is held to account.

import { AbiCoder, computeAddress, concat, keccak256, type SigningKey } from "ethers";
import { quorumOf } from "../../protocol/quorum.ts";
import { type Connection, deployContract, eventIn, send } from "../chain.ts";
import type { Artifact } from "../compile.ts";
import { CALLDATA } from "./calldata.ts";
import { operatorKeys, signByQuorum } from "./operators.ts";
import { LARGEST_BATCH } from "./rounds.ts";
import { accountsOf, type Contestant, type System } from "./system.ts";

interface Open {
  readonly id: string;
  readonly header: bigint;
}

/** Slots that a recycling floor goes round: as many as the largest batch takes, so that none is fresh after it. */
const SLOTS = LARGEST_BATCH;

/** `artifact` is that of FreshFloor or RecycledFloor, `consumer` that of FloorConsumer. */
export function floor(name: string, artifact: Artifact, consumer: Artifact): Contestant {
  return {
    name,
    fewestOperators: 1,
    deploy: (connection, operators) => deploySystem(connection, artifact, consumer, operators),
  };
}

async function deploySystem(
  connection: Connection,
  artifact: Artifact,
  consumerArtifact: Artifact,
  operators: number,
): Promise<System> {
  const keys = operatorKeys(operators);
  const { submitter } = await accountsOf(connection);
  const members = concat(keys.map(computeAddress));
  const contract = await deployContract(connection, artifact, members, quorumOf(operators));
  const consumer = await deployContract(connection, consumerArtifact, contract);
  let open: Open[] = [];
  let count = 0n;
  return {
    consumer,
    async request() {
      const number = (++count << 32n) | (count % BigInt(SLOTS));
      const receipt = await send(consumer, "ask", [number, CALLDATA]);
      const { id, header } = eventIn(contract, receipt, "Requested");
      open.push({ id, header });
      return Number(receipt.gasUsed);
    },
    async fulfil(results) {
      const args = fulfilment(keys, open, results);
      open = [];
      return Number((await send(contract, "fulfill", args, submitter)).gasUsed);
    },
  };
}

/** The arguments of `fulfill`. */
function fulfilment(
  keys: readonly SigningKey[],
  open: readonly Open[],
  results: readonly string[],
): unknown[] {
  const calldataHash = keccak256(CALLDATA);
  const fulfilments = open.map(({ header }, i) => ({ header, calldataHash, result: results[i] }));
  const leaves = open.map(({ id }, i) => leafOf(id, results[i] as string));
  const signatures = signByQuorum(keys, keccak256(concat(leaves)));
  const places = new Uint8Array(32).map((_, place) => place);
  return [fulfilments, places, signatures.map(({ r, yParityAndS }) => ({ r, vs: yParityAndS }))];
}

function leafOf(id: string, result: string): string {
  return keccak256(AbiCoder.defaultAbiCoder().encode(["bytes32", "bytes32"], [id, keccak256(result)]));
}
