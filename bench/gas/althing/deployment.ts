// Our contracts, deployed for a measurement: a published function with a royalty, and a router with all its prices.

import {
  type Addressable,
  computeAddress,
  keccak256,
  parseEther,
  parseUnits,
  type SigningKey,
  ZeroAddress,
  ZeroHash,
} from "ethers";
import {
  FunctionRegistry__factory,
  type FunctionRouter,
  FunctionRouter__factory,
  OperatorSet__factory,
} from "../../../types/index.js";
import { type Connection, eventIn, send } from "../../chain.ts";
import { accountsOf } from "../system.ts";

export interface Deployment {
  readonly router: FunctionRouter;
  /** What calls name. */
  readonly program: string;
}

const ARTEFACT = "0x00";
const DOMAIN = keccak256(ARTEFACT);
const WASM = 0;
const UNCAPPED = 2n ** 128n - 1n;

/** Prices in wei, shares in basis points, times in seconds. */
const TERMS = {
  fixedFee: parseUnits("20000", "gwei"),
  fuelPrice: 1_000n,
  bytePrice: parseUnits("3", "gwei"),
  tipCap: parseUnits("2", "gwei"),
  minGasPriceCap: parseUnits("1", "gwei"),
  treasuryShare: 1_000n,
  maxRoyaltyShare: 2_000n,
  minDuration: 60n,
  maxDuration: 86_400n,
};

/** The first operator's sender is the account that submits; operators' fees and royalties go to others. */
export async function deployRouter(connection: Connection, keys: readonly SigningKey[]): Promise<Deployment> {
  const { owner, submitter } = await accountsOf(connection);
  const signers = keys.map((key) => computeAddress(key));
  const operators = signers.map((signer, place) => ({
    signer,
    sender: place === 0 ? submitter.address : signer,
    payout: signer,
  }));
  const registry = await new FunctionRegistry__factory(owner).deploy();
  await send(registry, "publish", [signers[0], draft()]);
  const operatorSet = await new OperatorSet__factory(owner).deploy(
    owner,
    ZeroAddress,
    ZeroAddress,
    operators,
  );
  const router = await new FunctionRouter__factory(owner).deploy(owner, registry, operatorSet, TERMS, DOMAIN);
  await send(operatorSet, "addRouter", [router]);
  const admitted = await send(router, "admit", [1, 1, DOMAIN]);
  return { router, program: eventIn(router, admitted, "ProgramAdmitted").program as string };
}

/** Has the owner's account pay for the consumer, or the consumer for itself. */
export async function fund(
  connection: Connection,
  router: FunctionRouter,
  account: Addressable,
): Promise<void> {
  const { owner } = await accountsOf(connection);
  await (await router.connect(owner).deposit(account, { value: parseEther("1000") })).wait();
}

export const authorize = (router: FunctionRouter, consumer: Addressable, capped: boolean) =>
  send(router, "authorize", [consumer, capped ? parseEther("1000") : UNCAPPED]);

function draft() {
  return {
    codeHash: keccak256(ARTEFACT),
    initialStateRoot: ZeroHash,
    kind: WASM,
    flags: 0,
    royaltyShare: 700,
    artefact: ARTEFACT,
    uri: "",
    abiJson: "[]",
  };
}
