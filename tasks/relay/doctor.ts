import { ethersAccounts } from "../../relay/adapters/ethers/accounts.ts";
import { ethersChain } from "../../relay/adapters/ethers/chain.ts";
import { httpArtefactSource } from "../../relay/adapters/http/artefact-source.ts";
import { silentLog } from "../../relay/adapters/pino/log.ts";
import { type Examined, examine } from "../../relay/doctor/examine.ts";
import { watchStage } from "../../relay/stages/watch.ts";
import { limits } from "../../runtime/limits.ts";
import { action } from "../shared/action.ts";
import { figure, short } from "../shared/format.ts";
import { outputFor, printTable } from "../shared/output.ts";
import { relaySettingsFor } from "./settings.ts";
import { domainOf, type RelayArguments } from "./shared.ts";
import { withStore } from "./store.ts";

interface DoctorArguments extends RelayArguments {
  readonly fix: boolean;
}

/** Exits with 1 where something is left to mend. */
export default action<DoctorArguments>((args, hre) =>
  withStore(hre, args, async (store, { connection, addresses }) => {
    const { provider } = connection.ethers;
    const startBlock = addresses.fromBlock ?? 0;
    const settings = { ...relaySettingsFor(addresses.chainId), startBlock };
    const output = outputFor(args);
    const chain = ethersChain(provider, domainOf(addresses));
    const clock = { now: Date.now };
    const watch = watchStage(chain, [], store, { settings, clock, log: silentLog, emit: () => {} });
    const findings = await examine(
      {
        store,
        chain,
        clock,
        goBack: async () => void (await watch.step()),
        accounts: ethersAccounts(provider),
        artefacts: httpArtefactSource({ ...settings, maxBytes: limits.artefactBytes }),
        startBlock,
        blocksPerQuery: settings.blocksPerQuery,
        onBlock: (block, of) => output.progress(`read to block ${figure(block)} of ${figure(of)}`),
      },
      args.fix,
    );
    const left = findings.filter(
      ({ canMend, mended, fault }) => (canMend && !mended) || fault === "damaged file",
    );
    output.finish({ findings, left: left.length }, () => show(findings, args.fix));
    if (left.length > 0) process.exitCode = 1;
  }),
);

/** Subjects that a table shows; --json has all. */
const EXAMPLES = 3;

function show(findings: readonly Examined[], fix: boolean): void {
  if (findings.length === 0) console.log("The store is sound, and agrees with the chain.");
  else printFindings(findings, fix);
}

function printFindings(findings: readonly Examined[], fix: boolean): void {
  printTable(
    ["found", "count", "such as", fix ? "done" : "--fix would"],
    findings.map((one) => [
      one.fault,
      figure(one.subjects.length),
      one.subjects.slice(0, EXAMPLES).map(short).join(", "),
      outcomeOf(one, fix),
    ]),
  );
}

function outcomeOf({ remedy, canMend, mended, failure }: Examined, fix: boolean): string {
  if (failure) return `failed: ${failure.message} (${failure.code})`;
  if (!canMend) return `by hand: ${remedy}`;
  return fix && !mended ? `not done: ${remedy}` : remedy;
}
