import { statSync } from "node:fs";
import { bundleFunction } from "../../functions/bundler.ts";
import { fail } from "../../protocol/errors.ts";
import { createRuntime } from "../../runtime/runtime.ts";
import { action } from "../shared/action.ts";
import { type ClientArguments, openWorkspace, type Workspace } from "../shared/clients.ts";
import { figure } from "../shared/format.ts";
import { printFields } from "../shared/output.ts";

export interface PublishArguments extends ClientArguments {
  readonly file: string;
  readonly id: bigint;
  readonly royalty: bigint;
}

export default action<PublishArguments>(async (args, hre) => publish(await openWorkspace(hre, args), args));

export async function publish(
  { functions, output }: Workspace,
  { file, id, royalty }: Pick<PublishArguments, "file" | "id" | "royalty">,
) {
  if (!statSync(file, { throwIfNoEntry: false })?.isFile()) throw fail("ALT_FILE_NOT_FOUND", { file });
  const { bytes } = await bundleFunction(file);
  const abi = await announcedAbi(bytes);
  const draft = { bytes, kind: "js", abi, royaltyShare: royalty } as const;
  const sent = id === 0n ? functions.publish(draft) : functions.publishVersion(id, draft);
  const { mined, ...published } = await sent;
  const document = { ...published, bytes: bytes.length, abi, ...mined };
  output.finish(document, () => {
    printFields({
      function: `${published.functionId}, version ${published.version}`,
      "code hash": published.codeHash,
      bytes: figure(bytes.length),
      abi: abi.join("; "),
      transaction: mined.hash,
      gas: figure(mined.gasUsed),
    });
    console.log(
      output.hint(`See what a call costs: \`npx hardhat functions quote ${published.functionId} …\`.`),
    );
  });
  return document;
}

/** Starts the function once, as every operator will: what cannot start is not published. */
async function announcedAbi(bytes: Uint8Array): Promise<readonly string[]> {
  const runtime = createRuntime({ workers: 1 });
  try {
    return (await runtime.load({ kind: "js", bytes })).abi;
  } finally {
    await runtime.close();
  }
}
