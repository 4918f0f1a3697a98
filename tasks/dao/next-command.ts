import type { ProposalStatus } from "../../clients/index.ts";

/** The command that takes a proposal on; undefined where none does. */
export function nextCommand({ next, id }: Pick<ProposalStatus, "next" | "id">): string | undefined {
  const tryOut = `Try it out with \`npx hardhat dao simulate ${id}\`.`;
  switch (next.step) {
    case "wait":
      return next.awaiting === "vote"
        ? `${tryOut} Vote then with \`npx hardhat dao vote ${id}\`.`
        : `${tryOut} Execute it then with \`npx hardhat dao execute ${id}\`.`;
    case "vote":
      return `${tryOut} Vote with \`npx hardhat dao vote ${id}\`.`;
    case "queue":
      return `${tryOut} Queue it with \`npx hardhat dao queue ${id}\`.`;
    case "execute":
      return `Execute it with \`npx hardhat dao execute ${id}\`.`;
    case "none":
      return undefined;
  }
}
