import { readFileSync } from "node:fs";
import path from "node:path";
import { expect } from "chai";
import { Interface, id, type Log, ZeroAddress, ZeroHash } from "ethers";
import { network } from "hardhat";
import { deployedAlthing } from "../fixtures/althing.ts";

const connection = await network.create();
const { ethers, networkHelpers } = connection;

const ROLES = ["PROPOSER_ROLE", "CANCELLER_ROLE", "EXECUTOR_ROLE", "MINTER_ROLE"];
const roleNames = new Map([
  [ZeroHash, "DEFAULT_ADMIN_ROLE"],
  ...ROLES.map((role) => [id(role), role] as const),
]);
const accessControl = new Interface([
  "event RoleGranted(bytes32 indexed role, address indexed account, address indexed sender)",
  "event RoleRevoked(bytes32 indexed role, address indexed account, address indexed sender)",
]);

describe("the roles after a deploy", () => {
  it("knows every contract that the deploy created", async () => {
    const { names } = await deployed();
    expect(await createdContracts()).to.have.members(
      [...names.keys()].filter((address) => address !== ZeroAddress),
    );
  });

  it("are those of docs/roles.md, no more and no less", async () => {
    const { names } = await deployed();
    const found = await powers([...names.keys()]);
    const shown = found.map(([contract, role, holder]) => {
      const name = role === "guardian" && holder === ZeroAddress ? "nobody" : names.get(holder);
      return [names.get(contract), role, name].join(" ");
    });
    expect(shown).to.have.members(documentedRoles());
  });

  it("belong to contracts or to anyone, never to a single account", async () => {
    const { names } = await deployed();
    const found = await powers([...names.keys()]);
    for (const [, , holder] of found) {
      if (holder !== ZeroAddress) expect(await ethers.provider.getCode(holder)).not.to.equal("0x");
    }
  });

  it("leave the founder nothing to do", async () => {
    const { addresses } = await deployed();
    const treasury = await ethers.getContractAt("Treasury", addresses.treasury);
    await expect(treasury.appoint(addresses.governor, ZeroAddress))
      .to.be.revertedWithCustomError(treasury, "TreasuryGovernorStands")
      .withArgs(addresses.governor);
  });
});

async function deployed() {
  const { addresses, contracts, settings } = await networkHelpers.loadFixture(althing);
  const made = Object.entries(contracts).map(([name, address]) => [address, name] as const);
  const names = new Map([[ZeroAddress, "anyone"], ...made]);
  return { addresses, names, settings };
}

async function althing() {
  return await deployedAlthing(connection);
}

/** `contract role holder`, as the first table of the page says. */
function documentedRoles(): string[] {
  const page = readFileSync(path.resolve(import.meta.dirname, "../../docs/roles.md"), "utf8");
  const rows = [...page.matchAll(/^\| (\w+) \| (\w+) \| (\w+) \| .+ \|$/gm)];
  return rows.map(([, contract, role, holder]) => [contract, role, holder].join(" ")).slice(1);
}

type Held = readonly [contract: string, role: string, holder: string];

/** What role events of all contracts, whoever they are, leave in force. */
async function heldRoles(): Promise<Held[]> {
  const events = ["RoleGranted", "RoleRevoked"].map((name) => accessControl.getEvent(name)?.topicHash ?? "");
  const logs = await ethers.provider.getLogs({ fromBlock: 0, toBlock: "latest", topics: [events] });
  const held = new Map<string, Held>();
  for (const log of logs) {
    const [key, role] = roleOf(log);
    if (log.topics[0] === events[0]) held.set(key, role);
    else held.delete(key);
  }
  return [...held.values()];
}

function roleOf(log: Log): [key: string, held: Held] {
  const args = accessControl.parseLog(log)?.args;
  const [role, account] = [String(args?.role), String(args?.account)];
  const held = [log.address, roleNames.get(role) ?? role, account] as const;
  return [held.join(" "), held];
}

/** Roles of every kind. */
async function powers(contracts: readonly string[]): Promise<Held[]> {
  return [
    ...(await heldRoles()),
    ...(await singleHolders(contracts, "owner")),
    ...(await singleHolders(contracts, "guardian")),
  ];
}

/** Who each contract that has such a role says it is held by. */
async function singleHolders(contracts: readonly string[], role: string): Promise<Held[]> {
  const roles = new Interface([`function ${role}() view returns (address)`]);
  const found = contracts.map(async (to): Promise<Held[]> => {
    try {
      const data = await ethers.provider.call({ to, data: roles.encodeFunctionData(role) });
      return data === "0x" ? [] : [[to, role, roles.decodeFunctionResult(role, data)[0]]];
    } catch {
      return [];
    }
  });
  return (await Promise.all(found)).flat();
}

/** Addresses of all contracts that transactions created, from the first block on. */
async function createdContracts(): Promise<string[]> {
  const head = await ethers.provider.getBlockNumber();
  const blocks = await Promise.all(
    Array.from({ length: head + 1 }, (_, number) => ethers.provider.getBlock(number)),
  );
  const hashes = blocks.flatMap((block) => [...(block?.transactions ?? [])]);
  const receipts = await Promise.all(hashes.map((hash) => ethers.provider.getTransactionReceipt(hash)));
  return receipts.flatMap((receipt) => receipt?.contractAddress ?? []);
}
