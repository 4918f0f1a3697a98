import type { NextStep } from "../../clients/index.ts";
import { moment } from "../../protocol/moment.ts";
import { tokens } from "../shared/format.ts";

/** What must happen next, as one sentence. */
export function nextSentence(next: NextStep): string {
  switch (next.step) {
    case "wait":
      return next.awaiting === "vote"
        ? `The vote begins at ${moment(next.until)}.`
        : `The timelock holds it until ${moment(next.until)}; execute it then with \`npx hardhat dao execute\`.`;
    case "vote":
      return `${lacking(next.quorumLacks, next.majorityLacks)} The vote ends at ${moment(next.until)}.`;
    case "queue":
      return "It passed: queue it with `npx hardhat dao queue`.";
    case "execute":
      return "The delay is over: execute it with `npx hardhat dao execute`.";
    case "none":
      return "Nothing more can be done with it.";
  }
}

function lacking(quorum: bigint, majority: bigint): string {
  if (quorum > 0n) return `The quorum lacks ${tokens(quorum)} votes for or abstaining.`;
  if (majority > 0n) return `The majority lacks ${tokens(majority)} votes for.`;
  return "It would pass as it stands: queue it after the vote with `npx hardhat dao queue`.";
}
