import { action } from "../shared/action.ts";
import { type ClientArguments, openWorkspace, type Workspace } from "../shared/clients.ts";
import { figure } from "../shared/format.ts";
import { printFields } from "../shared/output.ts";

export interface AdmitArguments extends ClientArguments {
  readonly id: bigint;
  /** 0 is the newest. */
  readonly codeVersion: bigint;
  readonly domain: string | undefined;
}

export default action<AdmitArguments>(async (args, hre) => admit(await openWorkspace(hre, args), args));

export async function admit(
  { functions, output }: Workspace,
  { id, codeVersion, domain }: Pick<AdmitArguments, "id" | "codeVersion" | "domain">,
) {
  const version = codeVersion === 0n ? undefined : codeVersion;
  const { mined, ...program } = await functions.admit(id, version, domain);
  const document = { ...program, ...mined };
  output.finish(document, () =>
    printFields({
      function: `${program.functionId}, version ${program.version}`,
      program: program.id,
      "execution domain": program.executionDomain,
      ...(mined === undefined
        ? { transaction: "none: it was admitted before" }
        : { transaction: mined.hash, gas: figure(mined.gasUsed) }),
    }),
  );
  return document;
}
