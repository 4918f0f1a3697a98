import type { HardhatRuntimeEnvironment } from "hardhat/types/hre";
import type { AddressBook, Change, SimulatedCall, Simulation } from "../../clients/index.ts";
import { labelOf } from "../../clients/support/addresses.ts";
import { moment } from "../../protocol/moment.ts";
import { action, FailedAfterOutput } from "../shared/action.ts";
import { type ClientArguments, openWorkspace, type Workspace } from "../shared/clients.ts";
import { withFork } from "../shared/fork.ts";
import { ether, figure, tokens } from "../shared/format.ts";
import { printFields, printTable } from "../shared/output.ts";
import { isDraftFile, readDraft } from "./draft-file.ts";
import { errorDocument } from "./error-document.ts";
import { findProposal } from "./find-proposal.ts";

export interface SimulateArguments extends ClientArguments {
  readonly proposal: string;
}

export default action<SimulateArguments>(async (args, hre) =>
  simulate(await openWorkspace(hre, args), hre, args),
);

/** Ends as failed, after all was said, where the proposal's execution would fail. */
export async function simulate(
  workspace: Workspace,
  hre: HardhatRuntimeEnvironment,
  args: Pick<SimulateArguments, "proposal">,
) {
  const { connection, dao, output, addresses } = workspace;
  const proposed = isDraftFile(args.proposal)
    ? await readDraft(workspace, args.proposal)
    : await findProposal(workspace, args.proposal);
  output.progress("Executing it on a copy of the chain");
  const abis = await ownAbis(hre);
  const simulation = await withFork(hre, connection, (fork) => dao.simulate(proposed, fork, abis));
  output.finish(documentOf(simulation), () => print(addresses, simulation));
  if (simulation.error !== undefined) throw new FailedAfterOutput(simulation.error);
  return simulation;
}

/** Every contract of the project: what is called may be one that no client knows. */
async function ownAbis({ artifacts }: HardhatRuntimeEnvironment) {
  const names = [...(await artifacts.getAllFullyQualifiedNames())].filter((name) =>
    name.startsWith("contracts/"),
  );
  return Promise.all(names.map(async (name) => (await artifacts.readArtifact(name)).abi));
}

function documentOf(simulation: Simulation) {
  const calls = simulation.calls.map((call) => ({ ...call, error: call.error && errorDocument(call.error) }));
  return { ...simulation, calls, error: simulation.error && errorDocument(simulation.error) };
}

function print(addresses: AddressBook, simulation: Simulation): void {
  const { calls, gasUsed, blockNumber, executedAt } = simulation;
  printTable(
    ["call", "outcome", "gas", "effects"],
    calls.map((call) => [
      call.sentence,
      outcomeOf(call, simulation.succeeds),
      figure(call.gasUsed),
      [
        ...call.changes.map((change) => changeText(addresses, change)),
        ...call.events.map(({ text }) => text),
      ].join("\n"),
    ]),
  );
  printFields({
    execution: simulation.succeeds ? "succeeds" : "fails",
    gas: figure(gasUsed),
    "executed at": moment(executedAt),
    "state of": `block ${blockNumber}`,
  });
}

function outcomeOf({ outcome, nobodyThere, error }: SimulatedCall, stands: boolean): string {
  if (error !== undefined) return `failed: ${error.message}`;
  if (nobodyThere && outcome === "succeeded") return "does nothing: no contract is there";
  return outcome === "succeeded" && !stands ? "succeeds, and is undone" : outcome;
}

function changeText(addresses: AddressBook, change: Change): string {
  const account = (address: string) => named(addresses, address);
  switch (change.kind) {
    case "ether":
      return `${account(change.account)}: ${signed(change.amount, ether)}`;
    case "tokens": {
      const own = change.token === addresses.token;
      return `${account(change.account)}: ${signed(change.amount, own ? tokens : figure)} of ${account(change.token)}`;
    }
    case "nft":
      return `token ${change.tokenId} of ${account(change.collection)}: ${account(change.from)} to ${account(change.to)}`;
  }
}

function signed(amount: bigint, write: (amount: bigint) => string): string {
  return amount < 0n ? `-${write(-amount)}` : `+${write(amount)}`;
}

function named(addresses: AddressBook, address: string): string {
  if (/^0x0+$/.test(address)) return "nobody";
  return labelOf(addresses, address);
}
