import path from "node:path";
import { duration, figure, gwei, short } from "../shared/format.ts";
import { printFields, printTable } from "../shared/output.ts";
import type { RequestRow } from "./carving.ts";
import type { Story } from "./story.ts";

const HEAD = [
  "request",
  "shield",
  "fuel used",
  "request gas",
  "fulfil gas",
  "escrow (gwei)",
  "charged (gwei)",
  "refunded (gwei)",
  "latency",
];

/** The table, what it adds up to, and where the pictures are. */
export function showStory({ requests, sums, pictures }: Story): void {
  const { escrow, charged, refunded, shares, accounted } = sums;
  const total = ["total", "", "", "", "", gwei(escrow), gwei(charged), gwei(refunded), ""];
  console.log();
  printTable(HEAD, [...requests.map(rowOf), total]);
  console.log("Gas is per request where transactions held several. Each row's escrow = charged + refunded.");
  printFields({
    Charged: `${gwei(charged)} gwei, of which`,
    "  gas": gwei(shares.reimbursed),
    "  operator": gwei(shares.operators),
    "  royalty": gwei(shares.royalty),
    "  treasury": gwei(shares.treasury),
    "Router owes": `${gwei(accounted)} gwei, which is what it holds`,
  });
  console.log();
  for (const { name, svg } of pictures)
    console.log(`${name.padEnd(32)} ${path.relative(process.cwd(), svg)}`);
}

function rowOf(row: RequestRow): string[] {
  return [
    short(row.requestId),
    `#${row.tokenId}`,
    figure(row.fuelUsed),
    shared(row.requestGas, row.requestedTogether),
    shared(row.fulfilGas, row.fulfilledTogether),
    gwei(row.escrow),
    gwei(row.charged),
    gwei(row.refunded),
    duration(row.latencyMs),
  ];
}

function shared(gas: bigint, together: number): string {
  return together === 1 ? figure(gas) : `${figure(gas)} (1/${together})`;
}
