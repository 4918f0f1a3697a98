import { GAS_PRICE, settle } from "./fulfilments.ts";
import { DRAFT, EXECUTION_DOMAIN, type Functions, programOf, publish } from "./functions.ts";
import { ask, type Call, callOf, type Request, requestIn } from "./requests.ts";

/** Bytes of a revert's data, of which the router copies a part. */
const BOMB = 1_000n;

/**
 * A request that makes its settlement as dear as one can: the refund goes to a new account, and the callback burns gas,
 * fails, and returns too much data, so that its result waits. The gas price cap leaves no room.
 */
export async function askDearest(functions: Functions, changes: Partial<Call> = {}): Promise<Request> {
  const { connection, router } = functions;
  const { ethers } = connection;
  const call = await callOf(functions, {
    maxResultBytes: 32n,
    gasPriceCap: GAS_PRICE,
    callbackGasLimit: 50_000n,
    ...changes,
  });
  const consumer = await ethers.deployContract("ScriptedConsumer");
  await consumer.planRevert(BOMB);
  const { total: value } = await router.quote(call);
  const newcomer = ethers.Wallet.createRandom();
  const data = router.interface.encodeFunctionData("requestPaid", [newcomer.address, call]);
  return requestIn(router, await consumer.act({ target: router, value, data }, { value }));
}

/** A function of which nobody was ever paid anything. */
export async function newFunction(functions: Functions): Promise<Partial<Call>> {
  const { program } = await publish(functions);
  return { program };
}

/**
 * A function whose till holds the takings of one version: those of the other are split in another way, so that a
 * settlement has to empty the till first.
 */
export async function twoVersions(functions: Functions): Promise<readonly [Partial<Call>, Partial<Call>]> {
  const { registry, router, author } = functions;
  const { functionId, program } = await publish(functions);
  await registry
    .connect(author)
    .publishVersion(functionId, { ...DRAFT, royaltyShare: DRAFT.royaltyShare + 1n });
  await router.admit(functionId, 2n, EXECUTION_DOMAIN);
  await settle(functions, [await ask(functions, { program })]);
  return [{ program }, { program: programOf(functionId, 2n) }];
}
