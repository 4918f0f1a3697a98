import path from "node:path";
import type { SaleStatus } from "../../clients/index.ts";
import { untilMoment } from "../../clients/nft/phase-types.ts";
import { chainTime } from "../../deploy/chain.ts";
import { fail } from "../../protocol/errors.ts";
import { moment } from "../../protocol/moment.ts";
import { action } from "../shared/action.ts";
import { parseAmount, parseWhole } from "../shared/amounts.ts";
import { type ClientArguments, openWorkspace, resolveAccount, type Workspace } from "../shared/clients.ts";
import { writeText } from "../shared/files.ts";
import { ether, figure } from "../shared/format.ts";
import { printFields, toJson } from "../shared/output.ts";

export interface VoucherArguments extends ClientArguments {
  readonly account: string;
  readonly limit: bigint;
  readonly price: string;
  readonly hours: bigint;
  readonly phase: string | undefined;
  readonly out: string | undefined;
}

export default action<VoucherArguments>(async (args, hre) => voucher(await openWorkspace(hre, args), args));

export async function voucher(workspace: Workspace, args: Omit<VoucherArguments, keyof ClientArguments>) {
  const { phases, connection, output } = workspace;
  const account = await resolveAccount(workspace, args.account, "account");
  const sale = await phases.status();
  const phase = args.phase === undefined ? phaseForVouchers(sale) : parseWhole(args.phase, "phase");
  const end = sale.phases[Number(phase)]?.end ?? 0n;
  const now = await chainTime(connection.provider);
  const deadline = args.hours === 0n ? end : now + args.hours * 3_600n;
  const terms = { limit: args.limit, price: parseAmount(args.price), deadline };
  const signed = await phases.signVoucher(account, phase, terms);
  const file = path.resolve(args.out ?? `voucher-${account}.json`);
  writeText(file, `${toJson(signed)}\n`);
  const document = { ...signed, phase, file };
  output.finish(document, () => {
    printFields({
      account,
      mints: `${figure(signed.limit)} at most, for ${ether(signed.price)} each`,
      phase: `${phase}, from ${moment(signed.phaseStart)} until ${untilMoment(signed.phaseEnd)}`,
      "good until": untilMoment(signed.deadline),
      file,
    });
    console.log(
      output.hint(`The account mints with \`npx hardhat nft mint --voucher ${path.relative(".", file)}\`.`),
    );
  });
  return document;
}

/** The one that is open, or comes first. Throws ALT_NFT_PHASE_UNKNOWN where there is none. */
function phaseForVouchers({ phases }: SaleStatus): bigint {
  const found = phases.find(({ kind, state }) => kind === "signature" && state !== "over");
  if (found !== undefined) return BigInt(found.number);
  throw fail("ALT_NFT_PHASE_UNKNOWN", { phase: phases.length, count: phases.length });
}
