import { Interface, type InterfaceAbi } from "ethers";
import {
  Airdrop__factory,
  AlthingGovernor__factory,
  AlthingToken__factory,
  Collection__factory,
  FunctionConsumer__factory,
  FunctionDirectory__factory,
  FunctionRegistry__factory,
  FunctionRouter__factory,
  OperatorSet__factory,
  Oracle__factory,
  ShieldRenderer__factory,
  Treasury__factory,
} from "../../types/index.js";
import type { ContractName } from "../address-book.ts";

/** The ABIs of what is deployed, by the address book's names. */
export const abiOf = {
  token: AlthingToken__factory.abi,
  treasury: Treasury__factory.abi,
  governor: AlthingGovernor__factory.abi,
  collection: Collection__factory.abi,
  registry: FunctionRegistry__factory.abi,
  operatorSet: OperatorSet__factory.abi,
  router: FunctionRouter__factory.abi,
  directory: FunctionDirectory__factory.abi,
} as const satisfies Record<ContractName, InterfaceAbi>;

/** Every ABI whose errors a call can meet: what is deployed, what it calls, the base that consumers inherit, and the samples. */
export const contractAbis = [
  ...Object.values(abiOf),
  ShieldRenderer__factory.abi,
  FunctionConsumer__factory.abi,
  Airdrop__factory.abi,
  Oracle__factory.abi,
] as const;

export function interfaceOf(name: ContractName): Interface {
  return new Interface(abiOf[name]);
}
