import type { Statement } from "../../protocol/evidence.ts";
import { action } from "../shared/action.ts";
import { type ClientArguments, openWorkspace, type Workspace } from "../shared/clients.ts";
import { tokens } from "../shared/format.ts";
import { printTable } from "../shared/output.ts";
import { readStatements } from "./evidence-file.ts";

interface SlashArguments {
  /** Hash of a fulfilment, or a file. */
  readonly first: string;
  readonly second: string;
}

export default action<ClientArguments & SlashArguments>(async (args, hre) =>
  slash(await openWorkspace(hre, args), args),
);

export async function slash(workspace: Workspace, { first, second }: SlashArguments) {
  const { operators, output } = workspace;
  const evidence = [await statementsOf(workspace, first), await statementsOf(workspace, second)] as const;
  const slashed = await operators.slash(...evidence);
  const { symbol } = await operators.currency();
  output.finish({ slashed }, () =>
    printTable(
      ["slashed", `bond (${symbol})`, `your reward (${symbol})`, "transaction"],
      slashed.map(({ signer, amount, reward, mined }) => [
        signer,
        tokens(amount),
        tokens(reward),
        mined.hash,
      ]),
    ),
  );
  return { slashed };
}

async function statementsOf({ operators }: Workspace, source: string): Promise<Statement[]> {
  return TRANSACTION.test(source) ? operators.statementsOf(source) : readStatements(source);
}

const TRANSACTION = /^0x[0-9a-fA-F]{64}$/;
