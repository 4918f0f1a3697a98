import type { FunctionSummary } from "../../clients/functions/function-types.ts";
import { FunctionsClient } from "../../clients/functions/functions-client.ts";
import { CollectionClient } from "../../clients/nft/collection-client.ts";
import { deployAlthing } from "../../deploy/run.ts";
import { settingsFor } from "../../deploy/settings.ts";
import { LOCAL_CHAIN_ID } from "../../protocol/local-chain.ts";
import type { Progress } from "../../relay/progress.ts";
import { progressLine } from "../deploy/deploy.ts";
import { duration, ether, figure, short } from "../shared/format.ts";
import type { Connection } from "../shared/network.ts";
import { carveShields, type RequestRow } from "./carving.ts";
import { changeFuelPrice, type PriceChange } from "./governance.ts";
import { type Picture, savePictures } from "./pictures.ts";
import { DemoRelay } from "./relay.ts";
import type { Stage } from "./stage.ts";
import { addUp, type Sums } from "./sums.ts";

const SHIELDS = 5n;

export interface StoryOptions {
  readonly connection: Connection;
  /** Folder for the pictures. */
  readonly out: string;
  /** Tells a person what happens: a heading for each scene, and lines below it. */
  readonly heading: (text: string) => void;
  readonly say: (line: string) => void;
  /** Hands over the relay as soon as it runs, for whoever has to stop it. */
  readonly onRelay: (relay: DemoRelay) => void;
}

/** How the story went. Amounts are wei. */
export interface Story {
  readonly addresses: Stage["addresses"];
  readonly folder: string | undefined;
  readonly minted: { readonly tokenIds: readonly bigint[]; readonly paid: bigint };
  readonly vote: PriceChange;
  readonly requests: readonly RequestRow[];
  readonly sums: Sums;
  readonly pictures: readonly Picture[];
}

/** The main job, end to end, on a fresh local chain. */
export async function playStory(options: StoryOptions): Promise<Story> {
  const { heading, say, out } = options;
  heading("Deploy token, DAO, collection and function contracts");
  const { stage, folder } = await deploy(options);
  heading("Mint shields");
  const minted = await mint(stage);
  heading("Change the price of fuel by a vote");
  const vote = await changeFuelPrice(stage);
  heading("Look at the function that carves");
  await introduce(stage);
  heading("Ask for the shields' traits: the relay executes, signs and submits");
  const relay = new DemoRelay(stage.connection, stage.addresses, (progress) => tell(progress, say));
  options.onRelay(relay);
  await relay.start();
  const requests = await carveShields(stage, relay, minted.tokenIds);
  const sums = await addUp(stage, requests);
  const pictures = await savePictures(stage, minted.tokenIds, out);
  return { addresses: stage.addresses, folder, minted, vote, requests, sums, pictures };
}

/** The settings of the demo are the local ones, whatever a .env says: the story is the same everywhere. */
async function deploy({
  connection,
  say,
}: StoryOptions): Promise<{ stage: Stage; folder: string | undefined }> {
  const settings = settingsFor(LOCAL_CHAIN_ID, {});
  const { addresses, folder } = await deployAlthing(connection, settings, (event) => {
    const line = event.kind === "started" ? undefined : progressLine(event, connection.networkName);
    if (line !== undefined) say(line);
  });
  const [deployer, collector] = await connection.ethers.getSigners();
  if (deployer === undefined || collector === undefined) throw new Error("a local chain has accounts");
  const { FunctionRouter__factory } = await import("../../types/index.js");
  const router = FunctionRouter__factory.connect(addresses.router, connection.ethers.provider);
  return { stage: { connection, addresses, deployer, collector, router, say }, folder };
}

async function mint({ addresses, collector, say }: Stage): Promise<Story["minted"]> {
  const collection = new CollectionClient(addresses, collector);
  const { tokenIds, paid } = await collection.mint(SHIELDS);
  say(`minted     ${tokenIds.map((tokenId) => `#${tokenId}`).join(", ")} for ${ether(paid)}`);
  return { tokenIds, paid };
}

/** The deploy published it, for the treasury: the collection is made with its number. */
async function introduce({ addresses, connection, say }: Stage): Promise<FunctionSummary> {
  const functions = new FunctionsClient(addresses, connection.ethers.provider);
  const traits = await functions.show(1n);
  const { bytes } = await functions.artefact(1n, traits.latest.version);
  say(`published  function 1, version ${traits.latest.version}: ${traits.endpoints.join(", ")}`);
  say(
    `           ${figure((bytes.length - 2) / 2)} bytes of JavaScript, code hash ${short(traits.latest.codeHash)}`,
  );
  return traits;
}

function tell(progress: Progress, say: (line: string) => void): void {
  const line = lineOf(progress);
  if (line !== undefined) say(line);
}

function lineOf(progress: Progress): string | undefined {
  switch (progress.type) {
    case "executed":
      return `executed   ${short(progress.id)}: ${figure(progress.fuelUsed)} fuel, ${duration(progress.durationMs)}`;
    case "signed":
      return `signed     a batch of ${progress.ids.length} for epoch ${progress.epoch}`;
    case "submitted":
      return `submitted  ${short(progress.transactionHash)} for ${progress.ids.length}`;
    case "settled":
      return `settled    ${short(progress.id)}`;
    default:
      return undefined;
  }
}
