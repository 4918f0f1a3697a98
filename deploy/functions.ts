import { ZeroAddress } from "ethers";
import type { Organisation } from "../organisation/schema/organisation.ts";
import type { Operator } from "./operators.ts";
import type { ContractFuture, Steps } from "./steps.ts";

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

/** The contracts of off-chain functions. */
export type FunctionParts = Readonly<
  Record<"registry" | "operatorSet" | "router" | "directory", ContractFuture>
>;

interface FunctionChoices {
  readonly organisation: Organisation;
  readonly operators: readonly Operator[];
  readonly executionDomain: string;
  readonly treasury: ContractFuture;
  readonly token: ContractFuture | undefined;
}

export function deployFunctions(
  steps: Steps,
  { organisation, operators, executionDomain, treasury, token }: FunctionChoices,
): FunctionParts {
  const { bond, guardian } = organisation.functions;
  const registry = steps.contract("FunctionRegistry");
  const bondToken = bond === "token" && token !== undefined ? token : ZeroAddress;
  const members = operators.map((operator) => ({ ...operator }));
  const operatorSet = steps.contract("OperatorSet", [treasury, guardian ?? ZeroAddress, bondToken, members]);
  const routerArguments = [treasury, registry, operatorSet, routerTerms(organisation), executionDomain];
  const router = steps.contract("FunctionRouter", routerArguments);
  steps.call(operatorSet, "addRouter", [router]);
  const directory = steps.contract("FunctionDirectory", [treasury, router]);
  return { registry, operatorSet, router, directory };
}

/** The router's first terms; see `IFunctionRouter.Terms`. */
function routerTerms({ functions }: Organisation) {
  const { prices, treasuryShare, maxRoyalty, minDuration, maxDuration } = functions;
  return {
    fixedFee: prices.fixedFee,
    fuelPrice: prices.fuel,
    bytePrice: prices.byte,
    tipCap: prices.tipCap,
    minGasPriceCap: prices.minGasPriceCap,
    treasuryShare,
    maxRoyaltyShare: maxRoyalty,
    minDuration,
    maxDuration,
  };
}
