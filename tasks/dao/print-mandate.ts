import type { Mandate } from "../../clients/index.ts";
import { moment } from "../../protocol/moment.ts";
import { printableLines } from "../../protocol/printable.ts";
import type { Workspace } from "../shared/clients.ts";
import { printFields, printTable } from "../shared/output.ts";

/** What `--json` tells of a mandate, and how it reads. */
export async function mandateView(mandate: Mandate) {
  const { assetAmount, mandateInWords } = await import("../../clients/dao/mandates/mandate-words.ts");
  const words = mandateInWords(mandate);
  const amount = (units: bigint) => assetAmount(mandate.asset, units);
  return { document: { ...mandate, words }, print: () => print(mandate, words, amount) };
}

/** What to type next; undefined where nothing can be done now. */
export function nextCommand({ id, next }: Mandate, output: Workspace["output"]): string | undefined {
  switch (next.step) {
    case "none":
      return undefined;
    case "wait":
      return next.awaiting === "payment"
        ? output.hint(`Have it paid then with \`npx hardhat dao carry ${id}\`.`)
        : undefined;
    default:
      return output.hint(`Take the next step with \`npx hardhat dao carry ${id}\`.`);
  }
}

function print(mandate: Mandate, words: readonly string[], amount: (units: bigint) => string): void {
  const { terms, payouts } = mandate;
  printFields({
    mandate: String(mandate.id),
    state: mandate.state,
    "at most": `${amount(terms.maxTotal)} in all, ${amount(terms.maxPerRecipient)} each, ${terms.maxRecipients} recipients`,
    until: moment(terms.expiry),
    guardian: terms.guardian ?? "none",
    request: mandate.requestId,
    "paid from": mandate.readyAt === undefined ? "not scheduled" : moment(mandate.readyAt),
  });
  if (payouts !== undefined && payouts.length > 0)
    printTable(
      ["recipient", "amount"],
      payouts.map(({ recipient, amount: units }) => [recipient, amount(units)]),
    );
  console.log(`\n${printableLines(words.join("\n"))}`);
}
