import type { Admitted, FunctionsClient, Published } from "../../clients/index.ts";
import { findAlthingError } from "../../protocol/errors.ts";
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
  const program = await admit(functions, published);
  const document = { ...published, program: program?.id, bytes: bytes.length, abi, ...mined };
  output.finish(document, () => {
    printFields({
      function: `${published.functionId}, version ${published.version}`,
      "code hash": published.codeHash,
      bytes: figure(bytes.length),
      abi: abi.join("; "),
      transaction: mined.hash,
      gas: figure(mined.gasUsed),
      program: program?.id ?? "none: the DAO allows no execution domain yet",
    });
    console.log(output.hint(nextStep(published, program)));
  });
  return document;
}

/** Lets calls name what was just published; undefined where the DAO allows no execution domain. */
async function admit(
  functions: FunctionsClient,
  { functionId, version }: Pick<Published, "functionId" | "version">,
): Promise<Admitted | undefined> {
  try {
    return await functions.admit(functionId, version);
  } catch (error) {
    if (findAlthingError(error)?.code === "ALT_FUNCTIONS_NO_DOMAIN") return undefined;
    throw error;
  }
}

function nextStep({ functionId, version }: Pick<Published, "functionId" | "version">, program?: Admitted) {
  return program === undefined
    ? `Once it allows one: \`npx hardhat functions admit ${functionId} --code-version ${version}\`.`
    : `See what a call costs: \`npx hardhat functions quote ${functionId} …\`.`;
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
