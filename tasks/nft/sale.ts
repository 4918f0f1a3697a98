import type { CollectionInfo, SalePhase, SaleStatus } from "../../clients/index.ts";
import { untilMoment } from "../../clients/nft/phase-types.ts";
import { fail } from "../../protocol/errors.ts";
import { moment } from "../../protocol/moment.ts";
import { action } from "../shared/action.ts";
import { type ClientArguments, openWorkspace, resolveAccount, type Workspace } from "../shared/clients.ts";
import { ether, figure } from "../shared/format.ts";
import { printFields, printTable } from "../shared/output.ts";

export interface SaleArguments extends ClientArguments {
  readonly account: string;
}

export default action<SaleArguments>(async (args, hre) => sale(await openWorkspace(hre, args), args));

export async function sale(workspace: Workspace, { account: named }: Pick<SaleArguments, "account">) {
  const { collection, phases, output } = workspace;
  const info = await collection.info();
  if (info.sale === "none") throw fail("ALT_NFT_NOT_SOLD", { collection: info.name });
  if (info.sale === "open") {
    output.finish(info, () => printOpenSale(info));
    return info;
  }
  const account = await resolveAccount(workspace, named, "account");
  const status = await phases.status(account);
  const document = { ...info, ...status, account };
  output.finish(document, () => {
    printPhases(status);
    printFields({
      sold: `${figure(status.minted)} of ${figure(status.maxSupply)}`,
      ...(status.walletLimit !== undefined && {
        "in all phases": `${figure(status.walletLimit)} an account`,
      }),
      now: nowOf(status, account),
    });
    console.log(output.hint(nextStep(status)));
  });
  return document;
}

function printOpenSale({ name, mintPrice = 0n, totalSupply, maxSupply, maxPerMint }: CollectionInfo): void {
  printFields({
    collection: name,
    price: `${ether(mintPrice)} a token, for everybody`,
    "at once": `${figure(maxPerMint)} at most`,
    tokens: `${figure(totalSupply)} of ${figure(maxSupply)}`,
  });
}

function printPhases({ phases }: SaleStatus): void {
  printTable(
    ["phase", "for", "from", "until", "price", "an account", "state"],
    phases.map((phase) => [
      String(phase.number),
      phase.kind,
      moment(phase.start),
      untilMoment(phase.end),
      priceOf(phase),
      phase.limit === undefined ? "any number" : figure(phase.limit),
      phase.state,
    ]),
  );
}

function priceOf({ kind, price }: SalePhase): string {
  if (price !== undefined) return ether(price);
  return kind === "allowlist" ? "the list's" : "the voucher's";
}

function nowOf({ open, left }: SaleStatus, account: string): string {
  if (open === undefined) return "no phase is open";
  const asFar = { public: "", allowlist: ", if its entry says so", signature: ", if its voucher says so" };
  return `phase ${open.number} is open: ${account} may mint ${figure(left ?? 0n)} more${asFar[open.kind]}`;
}

function nextStep({ open, next }: SaleStatus): string {
  if (open === undefined)
    return next === undefined
      ? "The sale is over, unless the DAO adds phases: setPhases of the collection."
      : `Phase ${next.number} opens ${moment(next.start)}.`;
  const by = { public: "", allowlist: " --list FILE", signature: " --voucher FILE" };
  return `Mint with \`npx hardhat nft mint${by[open.kind]}\`.`;
}
