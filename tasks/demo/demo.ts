import path from "node:path";
import { addressFile } from "../../deploy/address-book.ts";
import { standardOrganisation } from "../../deploy/settings.ts";
import { action } from "../shared/action.ts";
import { compile } from "../shared/compile.ts";
import { type Output, outputFor } from "../shared/output.ts";
import { makeFolder } from "./folder.ts";
import { listenForStop } from "./interrupt.ts";
import { type DemoNode, openNode, serveNode } from "./node.ts";
import { showStory } from "./show.ts";
import type { Story } from "./story.ts";

interface DemoArguments {
  readonly json: boolean;
  readonly keep: boolean;
  readonly out: string;
  readonly port: number;
}

const SCENES = 5;
const GO_ON = "\nOpen one in a browser. `npm run demo -- --keep` leaves node and relay up to go on with.";

export default action<DemoArguments>(async ({ json, keep, out, port }, hre) => {
  const output = outputFor({ json });
  const folder = makeFolder(path.resolve(hre.config.paths.root, out));
  const interrupt = listenForStop();
  try {
    await compile(hre, standardOrganisation().name, output.progress);
    // Its clients need the types that compiling generates.
    const { playStory } = await import("./story.ts");
    const node = keep ? await serveNode(hre, port) : await openNode(hre);
    interrupt.onStop(() => node.close());
    const story = await playStory({
      connection: node.connection,
      out: folder,
      ...narrator(output),
      onRelay: (relay) => interrupt.onStop(() => relay.stop()),
    });
    output.finish(documentOf(story, node), () => showStory(story));
    if (!keep) output.progress(GO_ON);
    else await stayUp(story, node, output, interrupt.awaited());
  } finally {
    await interrupt.closeAll();
    interrupt.release();
  }
});

function narrator(output: Output) {
  let scene = 0;
  return {
    heading: (text: string) => output.progress(`\n${++scene}/${SCENES} ${text}`),
    say: (line: string) => output.progress(`    ${line}`),
  };
}

function documentOf({ folder, ...story }: Story, { url }: DemoNode) {
  return { ...story, ...(url === undefined || folder === undefined ? {} : { node: { url, folder } }) };
}

async function stayUp(
  { addresses, folder = "" }: Story,
  { url = "" }: DemoNode,
  output: Output,
  stopped: Promise<void>,
): Promise<void> {
  output.progress(`\nNode and relay are up: ${url}, chain ${addresses.chainId}.`);
  output.progress(`Addresses: ${addressFile(folder)}`);
  output.progress("Other commands reach them with --network localhost. Ctrl-C stops both.");
  await stopped;
}
