import { buildModule } from "@nomicfoundation/hardhat-ignition/modules";
import { ZeroAddress } from "ethers";
import type { DeploySettings } from "./settings.ts";

/** A function as the registry's `publish` takes it. */
export interface FunctionDraft {
  readonly codeHash: string;
  readonly initialStateRoot: string;
  readonly kind: number;
  readonly flags: number;
  readonly royaltyShare: number;
  readonly artefact: string;
  readonly uri: string;
  readonly abiJson: string;
}

/** What a function's first publication is numbered. */
const FIRST_VERSION = 1;

export interface DeployPlan {
  readonly settings: DeploySettings;
  /** The domain that this checkout's runtime executes: 32 bytes of hex. */
  readonly executionDomain: string;
  /** The sample function, published as the treasury's own. */
  readonly traits: FunctionDraft;
}

/**
 * The whole of Althing as an Ignition module. The treasury (timelock) is made first and owns everything; its governor
 * is appointed by the deployer, whose only power that is, and which it ends. Each step waits for the one before
 * (`after`): a deploy that was interrupted then ends at the same addresses as one that was not.
 */
export function althingModule({ settings, executionDomain, traits }: DeployPlan) {
  return buildModule("Althing", (m) => {
    const deployer = m.getAccount(0);
    const { token: coin, dao, collection: shields, terms } = settings;
    const operators = settings.operators.map((operator) => ({ ...operator }));

    const treasury = m.contract("Treasury", [dao.timelockDelay, deployer]);
    const token = m.contract(
      "AlthingToken",
      [coin.name, coin.symbol, coin.cap, treasury, deployer, coin.premint],
      { after: [treasury] },
    );
    const governor = m.contract("AlthingGovernor", [dao.name, token, treasury, votingSettings(dao)], {
      after: [token],
    });
    const appointed = m.call(treasury, "appointGovernor", [governor], { after: [governor] });

    const registry = m.contract("FunctionRegistry", [], { after: [appointed] });
    const bondToken = settings.bond === "token" ? token : ZeroAddress;
    const setArgs = [treasury, settings.guardian, bondToken, operators];
    const operatorSet = m.contract("OperatorSet", setArgs, { after: [registry] });
    const router = m.contract(
      "FunctionRouter",
      [treasury, registry, operatorSet, { ...terms }, executionDomain],
      { after: [operatorSet] },
    );
    const served = m.call(operatorSet, "addRouter", [router], { after: [router] });
    const directory = m.contract("FunctionDirectory", [treasury, router], { after: [served] });

    const publish = m.call(registry, "publish", [treasury, { ...traits }], { after: [directory] });
    // On a public chain a stranger may publish first: the id is what our own transaction was given.
    const functionId = m.readEventArgument(publish, "VersionPublished", "functionId");
    const admit = m.call(router, "admit", [functionId, FIRST_VERSION, executionDomain], { after: [publish] });
    // Anyone may admit, so our own transaction may have nothing to tell.
    const program = m.staticCall(registry, "programOf", [functionId, FIRST_VERSION, executionDomain], 0, {
      after: [admit],
    });

    const renderer = m.contract("ShieldRenderer", [], { after: [admit] });
    const collection = m.contract(
      "Collection",
      [{ ...shields, owner: treasury }, directory, renderer, { ...traitsCall(settings), program }],
      { after: [renderer] },
    );
    return { treasury, token, governor, registry, operatorSet, router, directory, renderer, collection };
  });
}

function votingSettings(dao: DeploySettings["dao"]) {
  const { votingDelay, votingPeriod, lateQuorumExtension, proposalThreshold, quorumPercent } = dao;
  return { votingDelay, votingPeriod, lateQuorumExtension, proposalThreshold, quorumPercent };
}

function traitsCall({ traits }: DeploySettings) {
  const { fuelLimit, maxResultBytes, callbackGasLimit, gasPriceCap, duration } = traits;
  return { fuelLimit, maxResultBytes, callbackGasLimit, gasPriceCap, duration };
}
