import { createRuntime } from "../../runtime/runtime.ts";
import type { Artefact } from "../../runtime/types.ts";
import { action } from "../shared/action.ts";
import { type ClientArguments, openWorkspace, type Workspace } from "../shared/clients.ts";
import { figure } from "../shared/format.ts";
import { printFields } from "../shared/output.ts";
import { abiOf, artefactOf } from "./artefact.ts";

export interface PublishArguments extends ClientArguments {
  readonly file: string;
  /** A file with the ABI; empty: the artefact announces it. */
  readonly abi: string;
  readonly id: bigint;
  readonly royalty: bigint;
}

export default action<PublishArguments>(async (args, hre) => publish(await openWorkspace(hre, args), args));

export async function publish(
  { functions, output }: Workspace,
  { file, abi: abiFile, id, royalty }: Pick<PublishArguments, "file" | "abi" | "id" | "royalty">,
) {
  // A build can take seconds: what it is for is looked up first.
  if (id !== 0n) await functions.version(id);
  const { kind, bytes } = await artefactOf(file);
  const announced = await announcedAbi({ kind, bytes });
  const abi = abiOf(announced, { file, abiFile });
  const draft = { bytes, kind, abi, royaltyShare: royalty };
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
async function announcedAbi(artefact: Artefact): Promise<readonly string[]> {
  const runtime = createRuntime({ workers: 1 });
  try {
    return (await runtime.load(artefact)).abi;
  } finally {
    await runtime.close();
  }
}
