import type { ArgumentType, StaticCallFuture } from "@nomicfoundation/ignition-core";
import { collectionRecipe } from "../organisation/compose/modules.ts";
import type { Collection } from "../organisation/schema/collection.ts";
import type { Organisation } from "../organisation/schema/organisation.ts";
import { argumentsOf, type ModuleArguments } from "./arguments.ts";
import type { FunctionDraft, FunctionParts } from "./functions.ts";
import { phasesSettings } from "./sale-phases.ts";
import type { ContractFuture, Steps } from "./steps.ts";

/** What a function's first publication is numbered. */
const FIRST_VERSION = 1;

/** Most tokens that one call mints where nobody buys: the owner of one in such a batch is found with one read. */
const ISSUED_AT_ONCE = 100;

export interface CollectionParts extends FunctionParts {
  readonly treasury: ContractFuture;
  readonly executionDomain: string;
  readonly drafts: ReadonlyMap<string, FunctionDraft>;
}

type Program = StaticCallFuture<string, string>;

/** Deploys an organisation's collections, with what draws them and the functions they ask; gives all by their names. */
export function deployCollections(
  steps: Steps,
  organisation: Organisation,
  parts: CollectionParts,
): Record<string, ContractFuture> {
  const programs = publishFunctions(steps, organisation, parts);
  const made: Record<string, ContractFuture> = {};
  for (const collection of organisation.collections) {
    const drawing = drawingContracts(collection);
    const helpers = drawing.slice(1).map((name) => (made[name] ??= steps.contract(name)));
    const [renderer] = drawing;
    if (renderer !== undefined) made[renderer] ??= steps.contract(renderer, helpers);
    const { metadata, contract } = collection;
    const context = {
      ...parts,
      organisation,
      ...(renderer === undefined ? {} : { renderer: made[renderer] as ContractFuture }),
      ...(metadata.kind === "traits" ? { program: programs.get(metadata.function) as Program } : {}),
    };
    made[contract] = steps.contract(contract, collectionArguments(collection, context));
  }
  return made;
}

/** The contract that draws, and those that it takes. */
export function drawingContracts({ metadata }: Collection): string[] {
  if (metadata.kind === "renderer") return [metadata.contract, ...metadata.uses];
  return metadata.kind === "traits" ? [metadata.contract] : [];
}

/** Publishes and admits each function that a collection asks, once; their programs by their sources. */
function publishFunctions(
  steps: Steps,
  { collections }: Organisation,
  { registry, router, treasury, executionDomain, drafts }: CollectionParts,
): Map<string, Program> {
  const programs = new Map<string, Program>();
  for (const { metadata } of collections) {
    if (metadata.kind !== "traits" || programs.has(metadata.function)) continue;
    // Ignition names the first of each by itself.
    const idOf = (step: string) => (programs.size === 0 ? undefined : `${step}_${programs.size + 1}`);
    const draft = drafts.get(metadata.function);
    if (draft === undefined) throw new Error(`${metadata.function} was not bundled`);
    const publish = steps.call(
      registry,
      "publish",
      [treasury, { ...draft, royaltyShare: metadata.royaltyShare }],
      idOf("publish"),
    );
    // On a public chain a stranger may publish first: the id is what our own transaction was given.
    const id = idOf("functionId");
    const options = id === undefined ? {} : { id };
    const functionId = steps.builder.readEventArgument(publish, "VersionPublished", "functionId", options);
    steps.call(router, "admit", [functionId, FIRST_VERSION, executionDomain], idOf("admit"));
    // Anyone may admit, so our own transaction may have nothing to tell.
    const program = steps.read(
      registry,
      "programOf",
      [functionId, FIRST_VERSION, executionDomain],
      idOf("programOf"),
    );
    programs.set(metadata.function, program);
  }
  return programs;
}

interface CollectionContext extends CollectionParts {
  readonly organisation: Organisation;
  readonly renderer?: ContractFuture;
  readonly program?: Program;
}

function collectionArguments(collection: Collection, context: CollectionContext): ArgumentType[] {
  const { modules } = collectionRecipe(collection);
  const table: ModuleArguments = {
    CollectionBase: () => [baseSettings(collection, context)],
    CollectionSale: () => [{ mintPrice: collection.sale?.kind === "open" ? collection.sale.price : 0n }],
    CollectionPhases: () => [phasesSettings(collection)],
    CollectionFounders: () => [founderBatches(collection)],
    ...metadataArguments(collection, context),
  };
  return argumentsOf(modules, table);
}

function baseSettings(collection: Collection, { treasury }: CollectionContext) {
  const { name, symbol, maxSupply, royalty = 0 } = collection;
  return {
    name,
    symbol,
    contractURI: collection.metadata.kind === "traits" ? "" : contractUri(collection),
    owner: treasury,
    maxSupply,
    maxPerMint: perMint(collection),
    royaltyReceiver: treasury,
    royaltyBasisPoints: royalty,
  };
}

function perMint({ sale, maxSupply }: Collection): number {
  return sale?.maxPerMint ?? Math.min(maxSupply, ISSUED_AT_ONCE);
}

/** Metadata of the collection itself (ERC-7572). */
function contractUri({ name, symbol, description }: Collection): string {
  const json = JSON.stringify({ name, symbol, description });
  return `data:application/json;base64,${Buffer.from(json).toString("base64")}`;
}

/** Founders' tokens in batches of what one call mints. */
function founderBatches(collection: Collection) {
  const most = perMint(collection);
  return collection.founders.flatMap(({ to, quantity }) =>
    Array.from({ length: Math.ceil(quantity / most) }, (_, batch) => ({
      to,
      quantity: Math.min(most, quantity - batch * most),
    })),
  );
}

function metadataArguments(
  { metadata, description }: Collection,
  { directory, renderer, program, organisation }: CollectionContext,
): ModuleArguments {
  switch (metadata.kind) {
    case "baseURI":
      return { CollectionBaseURI: () => [{ baseURI: metadata.uri, suffix: metadata.suffix }] };
    case "reveal": {
      const { commitment, notBefore, placeholder, suffix } = metadata;
      return { CollectionReveal: () => [{ commitment, notBefore, unrevealedURI: placeholder, suffix }] };
    }
    case "renderer":
      return { CollectionRenderer: () => [renderer as ContractFuture] };
    case "traits": {
      const { fuelLimit, maxResultBytes, callbackGasLimit, duration } = metadata;
      const { gasPriceCap } = organisation.functions;
      const limits = { fuelLimit, maxResultBytes, callbackGasLimit, gasPriceCap, duration };
      const current = { program: program as Program, ...limits };
      return {
        CollectionTraits: () => [{ directory, renderer: renderer as ContractFuture, description, current }],
      };
    }
  }
}
