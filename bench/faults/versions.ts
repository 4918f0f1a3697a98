import { createRequire } from "node:module";

/** Of the nodes that faults are injected on. */
export function versions(): Record<string, string> {
  const require = createRequire(import.meta.url);
  const versionOf = (name: string) => (require(`${name}/package.json`) as { version: string }).version;
  return { anvil: versionOf("@foundry-rs/anvil"), hardhat: versionOf("hardhat") };
}
