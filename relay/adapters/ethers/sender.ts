import { isError, keccak256, type Provider } from "ethers";
import { fail } from "../../../protocol/errors.ts";
import { revertDataOf, revertDecoder } from "../../../protocol/reverts.ts";
import type { RouterDomain } from "../../../protocol/typed-data.ts";
import { IFunctionRegistry__factory } from "../../../types/factories/functions/IFunctionRegistry__factory.js";
import { IFunctionRouter__factory } from "../../../types/factories/functions/IFunctionRouter__factory.js";
import { IOperatorSet__factory } from "../../../types/factories/functions/IOperatorSet__factory.js";
import { CANCELLATION_GAS } from "../../domain/gas.ts";
import type { Key, Mined, Sender, SignedTransaction, Transaction, UnsignedTransaction } from "../../ports.ts";
import type { RpcProvider } from "./provider.ts";

const decodeRevert = revertDecoder([
  IFunctionRouter__factory.abi,
  IOperatorSet__factory.abi,
  IFunctionRegistry__factory.abi,
]);

/** A call of nothing, which needs the least gas that a transaction may have. */
const NOTHING = { data: "0x", gasLimit: CANCELLATION_GAS } as const;

/** A key that sends transactions to the router. */
export function keySender(key: Key, provider: RpcProvider, domain: RouterDomain): Sender {
  const to = domain.router;
  const from = key.address;
  return {
    address: from,
    nonce: () => provider.getTransactionCount(from, "latest"),
    balance: () => provider.getBalance(from),
    simulate: async ({ data, gasLimit }, blockTag) => {
      await provider.call({ from, to, data, gasLimit, blockTag }).catch(rethrowRevert);
    },
    sign: (transaction) => sign(key, { to, chainId: domain.chainId }, transaction),
    signCancellation: (cancellation) =>
      sign(key, { to: from, chainId: domain.chainId }, { ...cancellation, ...NOTHING }),
    // ethers' own way takes the transaction apart and puts it together again, which takes longer than all the rest.
    broadcast: (raw) => provider.send("eth_sendRawTransaction", [raw]).then(() => undefined, rethrowRefusal),
    mined: (hash) => mined(provider, hash),
    isKnown: async (hash) => (await provider.getTransaction(hash)) !== null,
  };
}

async function sign(
  key: Key,
  base: Pick<UnsignedTransaction, "to" | "chainId">,
  { data, gasLimit, nonce, fees }: Transaction,
): Promise<SignedTransaction> {
  const raw = await key.signTransaction({ ...base, type: 2, value: 0n, data, gasLimit, nonce, ...fees });
  return { raw, hash: keccak256(Buffer.from(raw.slice(2), "hex")) };
}

export async function mined(provider: Provider, hash: string): Promise<Mined | undefined> {
  const receipt = await provider.getTransactionReceipt(hash);
  if (receipt === null) return undefined;
  return {
    block: { number: receipt.blockNumber, hash: receipt.blockHash },
    success: receipt.status === 1,
    gasUsed: receipt.gasUsed,
    gasPrice: receipt.gasPrice,
  };
}

/** A call that runs out of gas has no data at all; it failed on chain nonetheless, not on the way there. */
function rethrowRevert(error: unknown): never {
  const data =
    revertDataOf(error) ?? (isError(error, "CALL_EXCEPTION") || ranOutOfGas(error) ? "0x" : undefined);
  if (data === undefined) rethrowPermanent(error);
  throw fail("ALT_REVERTED", { error: decodeRevert(data).text }, error);
}

function ranOutOfGas(error: unknown): boolean {
  return /out of gas|gas too low|intrinsic gas/i.test(refusalText(error));
}

/** What nodes say when they do not take a transaction. Their texts differ; ethers knows only some of them. */
function rethrowRefusal(error: unknown): void {
  const text = refusalText(error);
  if (/already known|already imported|known transaction/i.test(text)) return;
  if (isError(error, "NONCE_EXPIRED") || /nonce (is )?too low/i.test(text)) {
    throw fail("ALT_RELAY_NONCE_USED", undefined, error);
  }
  if (isError(error, "REPLACEMENT_UNDERPRICED") || /underpriced|fee too low|max ?fee ?per ?gas/i.test(text)) {
    throw fail("ALT_RELAY_UNDERPRICED", undefined, error);
  }
  if (isError(error, "INSUFFICIENT_FUNDS") || /insufficient funds|enough funds/i.test(text)) {
    throw fail("ALT_RELAY_FUNDS", undefined, error);
  }
  rethrowPermanent(error);
}

/** What no node will ever take: it is too large, or its gas limit is too low or too high. */
const PERMANENT =
  /oversized|too large|size.{0,20}exceed|exceed.{0,30}gas limit|gas limit.{0,40}(exceed|too high)|intrinsic gas|floor data gas/i;

function rethrowPermanent(error: unknown): never {
  const fault = PERMANENT.exec(refusalText(error))?.[0];
  if (fault === undefined) throw error;
  throw fail("ALT_RELAY_TRANSACTION_REFUSED", { fault }, error);
}

/** The texts along an error's causes: providers wrap what the node said in different depths. */
function refusalText(error: unknown): string {
  const texts: string[] = [];
  const seen = new Set<unknown>();
  const queue = [error];
  for (let current = queue.shift(); current !== undefined; current = queue.shift()) {
    if (typeof current !== "object" || current === null || seen.has(current)) continue;
    seen.add(current);
    const { message, cause, error: inner, info } = current as Record<string, unknown>;
    if (typeof message === "string") texts.push(message);
    queue.push(...[cause, inner, info].filter((next) => next !== undefined));
  }
  return texts.join("\n");
}
