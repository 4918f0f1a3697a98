import { expect } from "chai";
import { type ErrorFragment, Interface, type JsonFragment, type Signer } from "ethers";
import hre from "hardhat";
import { toContractError } from "../../../clients/index.ts";
import { openZeppelinErrors } from "../../../clients/support/openzeppelin-errors.generated.ts";
import { Reverter__factory } from "../../../types/index.js";
import { sampleOf } from "./sample-arguments.ts";

/** Interfaces that programs off chain implement: their errors are a receipt's result, and never revert a transaction. */
const OFF_CHAIN = "contracts/functions/samples/I";

/** Every error in the ABI of every contract of ours, and every error of OpenZeppelin's, once each. */
export async function everyError(): Promise<ErrorFragment[]> {
  const names = [...(await hre.artifacts.getAllFullyQualifiedNames())];
  const isOurs = (name: string) => name.startsWith("contracts/") && !name.startsWith("contracts/mocks/");
  const ours = names.filter((name) => isOurs(name) && !name.startsWith(OFF_CHAIN));
  const artifacts = await Promise.all(ours.map((name) => hre.artifacts.readArtifact(name)));
  const abis = artifacts.map(({ abi }) => Interface.from(abi as JsonFragment[]));
  const errors = new Map<string, ErrorFragment>();
  for (const abi of [...abis, Interface.from(openZeppelinErrors)]) {
    abi.forEachError((error) => errors.set(error.format("sighash"), error));
  }
  return [...errors.values()].sort((one, other) => (one.name < other.name ? -1 : 1));
}

/** The first error of each list of argument types. */
export function oneOfEachShape(errors: readonly ErrorFragment[]): ErrorFragment[] {
  const shapes = new Map<string, ErrorFragment>();
  for (const error of errors) {
    const shape = error.inputs.map(({ type }) => type).join();
    if (!shapes.has(shape)) shapes.set(shape, error);
  }
  return [...shapes.values()];
}

/** Reverts with what it is called with. */
export interface Reverting {
  readonly address: string;
  /** What the clients make of a call that reverts with `data`. */
  refusalOf(data: string): Promise<ReturnType<typeof toContractError>>;
}

export async function deployReverting(signer: Signer): Promise<Reverting> {
  const deployed = await new Reverter__factory(signer).deploy();
  await deployed.waitForDeployment();
  const address = await deployed.getAddress();
  const refusalOf: Reverting["refusalOf"] = (data) =>
    signer.call({ to: address, data }).then(
      () => undefined,
      (error: unknown) => toContractError(error),
    );
  return { address, refusalOf };
}

/** A test for each error: its name and its arguments come through. */
export function itDecodes(errors: readonly ErrorFragment[], reverting: () => Reverting): void {
  for (const error of errors) {
    it(`decodes ${error.format("sighash")}`, async () => {
      const args = error.inputs.map((input, place) => sampleOf(input, place));
      const data = new Interface([error]).encodeErrorResult(error, args);
      const refusal = await reverting().refusalOf(data);
      expect(refusal?.revert.name).to.equal(error.name);
      expect(Object.keys(refusal?.revert.args ?? {})).to.deep.equal(error.inputs.map(({ name }) => name));
      expect(Object.values(refusal?.revert.args ?? {})).to.deep.equal(args);
    });
  }
}
