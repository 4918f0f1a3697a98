import { contractNames } from "../../clients/address-book.ts";
import { deploymentFolder } from "../../deploy/address-book.ts";
import { chainIdOf } from "../../deploy/chain.ts";
import { setAside } from "../../deploy/freshness.ts";
import type { DeployEvent } from "../../deploy/progress.ts";
import { type Deployment, deployAlthing } from "../../deploy/run.ts";
import { action } from "../shared/action.ts";
import { compile, connect } from "../shared/network.ts";
import { outputFor, printTable } from "../shared/output.ts";

interface DeployArguments {
  readonly json: boolean;
  readonly reset: boolean;
}

export default action<DeployArguments>(async ({ json, reset }, hre) => {
  const output = outputFor({ json });
  await compile(hre, output.progress);
  const connection = await connect(hre);
  const { networkName: network } = connection;
  if (reset) {
    setAside({ folder: deploymentFolder(network), chainId: await chainIdOf(connection.provider) });
  }
  const deployment = await deployAlthing(connection, undefined, (event) => {
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

function documentOf(network: string, { addresses, renderer, transactions, resumed, folder }: Deployment) {
  return { network, addresses, renderer, transactions, resumed, folder };
}

function show(network: string, { addresses, transactions, folder }: Deployment): void {
  printTable(
    ["contract", `address on ${network} (chain ${addresses.chainId})`],
    contractNames.map((name) => [name, addresses[name]]),
  );
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
