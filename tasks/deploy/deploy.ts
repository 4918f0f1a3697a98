import { deploymentFolder } from "../../deploy/address-book.ts";
import { chainIdOf, codeAt } from "../../deploy/chain.ts";
import { setAside } from "../../deploy/freshness.ts";
import { planDeployment } from "../../deploy/plan.ts";
import type { DeployEvent } from "../../deploy/progress.ts";
import { type Deployment, deployAlthing } from "../../deploy/run.ts";
import { settingsFor } from "../../deploy/settings.ts";
import { organisationFolder, writeSources } from "../../organisation/compose/compose.ts";
import { loadOrganisation } from "../../organisation/load.ts";
import { fail } from "../../protocol/errors.ts";
import { whyUnserved } from "../../protocol/unserved-chains.ts";
import { action } from "../shared/action.ts";
import { compile } from "../shared/compile.ts";
import { connect } from "../shared/network.ts";
import { outputFor, printTable } from "../shared/output.ts";
import { forkOf } from "./fork.ts";
import { showPlan } from "./show-plan.ts";

interface DeployArguments {
  readonly json: boolean;
  readonly reset: boolean;
  readonly plan: boolean;
  /** The file of its config. */
  readonly organisation: string;
}

export default action<DeployArguments>(async ({ json, reset, plan, organisation: config }, hre) => {
  const output = outputFor({ json });
  const organisation = await loadOrganisation(config);
  for (const file of await writeSources(organisationFolder(organisation)))
    output.progress(`Composed ${file}`);
  await compile(hre, organisation.name, output.progress);
  const connection = await connect(hre);
  const { networkName: network } = connection;
  const chainId = await chainIdOf(connection.provider);
  const settings = settingsFor(chainId, process.env, organisation);
  const unserved = await whyUnserved((address) => codeAt(connection.provider, address));
  if (unserved !== undefined)
    output.progress(`Functions cannot run here: ${fail(unserved, { chainId }).message}.`);
  if (plan) {
    const planned = await planDeployment(connection, settings, (target) => forkOf(hre, target));
    return output.finish({ network, ...planned }, () => showPlan(network, planned));
  }
  if (reset) setAside({ folder: deploymentFolder(network), chainId });
  const deployment = await deployAlthing(connection, settings, (event) => {
    const line = progressLine(event, network);
    if (line !== undefined) output.progress(line);
  });
  output.finish(documentOf(network, deployment), () => show(network, deployment));
});

/** What a person reads while the deploy runs; a run that finds all done says nothing. */
export function progressLine(event: DeployEvent, network: string): string | undefined {
  switch (event.kind) {
    case "started":
      return event.resumed ? undefined : `Deploying to ${network}, ${event.steps} transactions`;
    case "note":
      return event.text;
    case "step":
      return `${String(event.number).padStart(2)}/${event.of} ${event.name.padEnd(26)} ${event.address ?? "done"}`;
  }
}

function documentOf(network: string, { addresses, contracts, transactions, resumed, folder }: Deployment) {
  return { network, addresses, contracts, transactions, resumed, folder };
}

function show(network: string, { addresses, contracts, transactions, folder }: Deployment): void {
  printTable(["contract", `address on ${network} (chain ${addresses.chainId})`], Object.entries(contracts));
  console.log(
    transactions === 0
      ? "Everything stood already; no transaction was sent."
      : `${transactions} transactions sent. The treasury owns everything; the deployer holds tokens, and no role.`,
  );
  console.log(
    folder === undefined
      ? "This network lives in this process and is gone with it: give --network localhost to keep a deployment."
      : `Journal and addresses are in ${folder}`,
  );
}
