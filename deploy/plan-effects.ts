import type { SuccessfulDeploymentResult } from "@nomicfoundation/ignition-core";
import { Interface, id, ZeroAddress, ZeroHash } from "ethers";
import type { Rpc } from "./chain.ts";
import { stepName } from "./listener.ts";
import type { PlannedStep } from "./plan.ts";

/** Somebody may do something from then on. */
export interface GrantedRole {
  readonly contract: string;
  readonly role: string;
  readonly holder: string;
}

export interface MovedTokens {
  readonly contract: string;
  readonly to: string;
  /** Smallest units. */
  readonly amount: bigint;
}

export interface Effects {
  readonly steps: readonly PlannedStep[];
  readonly grants: readonly GrantedRole[];
  readonly tokens: readonly MovedTokens[];
}

interface Receipt {
  readonly gasUsed: string;
  readonly contractAddress: string | null;
  readonly logs: readonly { address: string; topics: string[]; data: string }[];
}

const EVENTS = new Interface([
  "event RoleGranted(bytes32 indexed role, address indexed account, address indexed sender)",
  "event OwnershipTransferred(address indexed previousOwner, address indexed newOwner)",
  "event Transfer(address indexed from, address indexed to, uint256 value)",
]);

const ROLES = new Map(
  [
    "PROPOSER_ROLE",
    "CANCELLER_ROLE",
    "EXECUTOR_ROLE",
    "MINTER_ROLE",
    "PAUSER_ROLE",
    "FREEZER_ROLE",
    "BRIDGE_ROLE",
  ].map((role) => [id(role), role] as const),
).set(ZeroHash, "DEFAULT_ADMIN_ROLE");

/** What transactions did: their gas, and whom their events name. `sentBy` has the hash of each step's transaction. */
export async function readEffects(
  rpc: Rpc,
  sentBy: ReadonlyMap<string, string>,
  { contracts }: SuccessfulDeploymentResult,
): Promise<Effects> {
  const known = Object.values(contracts).map(
    ({ id: future, address }) => [address.toLowerCase(), stepName(future)] as const,
  );
  const names = new Map([...known, [ZeroAddress, "anyone"] as const]);
  const nameOf = (address: string) => names.get(address.toLowerCase()) ?? address;
  const steps: PlannedStep[] = [];
  const grants: GrantedRole[] = [];
  const tokens: MovedTokens[] = [];
  for (const [future, hash] of sentBy) {
    const receipt = (await rpc.request({ method: "eth_getTransactionReceipt", params: [hash] })) as Receipt;
    const address = contracts[future]?.address;
    steps.push({ name: stepName(future), gas: BigInt(receipt.gasUsed), ...(address && { address }) });
    for (const log of receipt.logs.filter(isNoNft)) {
      const event = EVENTS.parseLog(log);
      const contract = nameOf(log.address);
      if (event?.name === "RoleGranted")
        grants.push({ contract, role: roleName(event.args.role), holder: nameOf(event.args.account) });
      if (event?.name === "OwnershipTransferred")
        grants.push({ contract, role: "owner", holder: nameOf(event.args.newOwner) });
      if (event?.name === "Transfer")
        tokens.push({ contract, to: nameOf(event.args.to), amount: event.args.value });
    }
  }
  return { steps, grants, tokens };
}

/** The transfer of an ERC-721 has the same topic, and its token's number for a fourth. */
function isNoNft({ topics }: Receipt["logs"][number]): boolean {
  return topics[0] !== EVENTS.getEvent("Transfer")?.topicHash || topics.length === 3;
}

function roleName(role: string): string {
  return ROLES.get(role) ?? role;
}
