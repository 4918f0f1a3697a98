/** What keeps a command as it is: it names a network already, or starts one. */
const COMMAND = /npx hardhat (?!node\b|[^`]*--network)/g;

/** `text` with the network added to every command in it: people copy them as they stand. */
export function onNetwork(text: string, network: string | undefined): string {
  return network === undefined ? text : text.replace(COMMAND, `npx hardhat --network ${network} `);
}
