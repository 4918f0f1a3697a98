import { buildModule } from "@nomicfoundation/hardhat-ignition/modules";
import { ZeroAddress } from "ethers";
import { governorRecipe, tokenRecipe } from "../organisation/compose/modules.ts";
import type { Organisation } from "../organisation/schema/organisation.ts";
import { governorArguments, tokenArguments } from "./arguments.ts";
import { deployCollections } from "./collections.ts";
import { deployFunctions, type FunctionDraft, type FunctionParts } from "./functions.ts";
import { fundAirdrop, fundVesting } from "./funding.ts";
import type { DeploySettings } from "./settings.ts";
import { type ContractFuture, Steps } from "./steps.ts";

export interface DeployPlan {
  readonly settings: DeploySettings;
  /** The domain that this checkout's runtime executes: 32 bytes of hex. */
  readonly executionDomain: string;
  /** The functions that collections name, by their source. They are published as the treasury's own. */
  readonly drafts: ReadonlyMap<string, FunctionDraft>;
}

/**
 * An organisation as an Ignition module. The treasury (timelock) is made first and owns everything; its governor is
 * appointed by the deployer, whose only power that is, and which it ends: as soon as there is what the governor counts,
 * and what may act beside it.
 */
export function althingModule({ settings, executionDomain, drafts }: DeployPlan) {
  const { organisation, operators } = settings;
  const { dao, token: coin } = organisation;
  return buildModule("Althing", (m) => {
    const steps = new Steps(m);
    const deployer = m.getAccount(0);
    const treasury = steps.contract("Treasury", [dao.timelockDelay, deployer]);
    const token = coin && deployToken(steps, organisation, coin, { treasury, deployer });
    const isEarly = dao.votes === "token" && !dao.mandates;
    const early = isEarly && token ? appointGovernor(steps, organisation, { treasury, votes: token }) : {};
    const functions = deployFunctions(steps, { organisation, operators, executionDomain, treasury, token });
    const parts = { ...functions, treasury, executionDomain, drafts };
    const collections = deployCollections(steps, organisation, parts);
    const votes = dao.votes === "token" ? token : collections[dao.votes.collection];
    if (votes === undefined) throw new Error("the rules see that what votes is there");
    const late = isEarly ? {} : appointGovernor(steps, organisation, { treasury, votes, functions });
    const funded =
      token && coin
        ? { ...fundVesting(steps, coin, token, treasury), ...fundAirdrop(steps, coin, token, treasury) }
        : {};
    return { treasury, ...(token && { token }), ...early, ...functions, ...collections, ...late, ...funded };
  });
}

function deployToken(
  steps: Steps,
  organisation: Organisation,
  token: NonNullable<Organisation["token"]>,
  { treasury, deployer }: { treasury: ContractFuture; deployer: ReturnType<Steps["builder"]["getAccount"]> },
): ContractFuture {
  const { name, modules } = tokenRecipe(organisation, token);
  return steps.contract(name, tokenArguments(modules, { token, treasury, deployer }));
}

interface Governed {
  readonly treasury: ContractFuture;
  /** What its votes are counted by. */
  readonly votes: ContractFuture;
  readonly functions?: FunctionParts;
}

function appointGovernor(
  steps: Steps,
  organisation: Organisation,
  { treasury, votes, functions }: Governed,
): Record<string, ContractFuture> {
  const { name, modules } = governorRecipe(organisation);
  const governor = steps.contract(name, governorArguments(modules, { organisation, treasury, votes }));
  const mandates =
    organisation.dao.mandates && functions !== undefined
      ? steps.contract("Mandates", [treasury, functions.directory])
      : undefined;
  steps.call(treasury, "appoint", [governor, mandates ?? ZeroAddress]);
  return { governor, ...(mandates && { mandates }) };
}
