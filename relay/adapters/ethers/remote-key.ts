import {
  Transaction,
  type TypedDataDomain,
  TypedDataEncoder,
  type TypedDataField,
  toQuantity,
  verifyTypedData,
} from "ethers";
import { fail } from "../../../protocol/errors.ts";
import { printable } from "../../../protocol/printable.ts";
import type { Key, UnsignedTransaction } from "../../ports.ts";

export interface RemoteSigner {
  /** May hold a user and a password, or a token: it never shows in an error, a log or a dump. */
  readonly url: string;
  /** Milliseconds that one signature may take. */
  readonly timeoutMs: number;
}

type Types = Record<string, TypedDataField[]>;
type Call = (method: string, params: readonly unknown[]) => Promise<unknown>;

/**
 * A key in another process, which speaks JSON-RPC as KMS bridges, web3signer and nodes do: `eth_signTransaction` and
 * `eth_signTypedData_v4`. What it answers is used only where exactly that was asked for, and this key has signed it.
 */
export function remoteKey(address: string, signer: RemoteSigner): Key {
  const call = caller(address, signer);
  return {
    address,
    signTransaction: (transaction) => signTransaction(call, address, transaction),
    signTypedData: (domain, types, value) => signTypedData(call, address, { domain, types, value }),
  };
}

async function signTransaction(call: Call, address: string, asked: UnsignedTransaction): Promise<string> {
  const { to, data, nonce, gasLimit, value, chainId, type, maxFeePerGas, maxPriorityFeePerGas } = asked;
  const quantities = { nonce, gas: gasLimit, value, chainId, type, maxFeePerGas, maxPriorityFeePerGas };
  const hex = Object.entries(quantities).map(([name, quantity]) => [name, toQuantity(quantity)]);
  const answer = await call("eth_signTransaction", [{ from: address, to, data, ...Object.fromEntries(hex) }]);
  const signed = parse(() => Transaction.from(rawOf(answer)));
  if (signed.from !== address)
    throw untrue(address, `the transaction is signed by ${signed.from ?? "nobody"}`);
  if (signed.unsignedSerialized !== Transaction.from({ ...asked }).unsignedSerialized)
    throw untrue(address, "another transaction was signed than the one asked for");
  return signed.serialized;

  function parse(read: () => Transaction): Transaction {
    try {
      return read();
    } catch {
      throw untrue(address, "it is no transaction");
    }
  }
}

/** Some answer with the bytes, some with an object that has them as `raw`. */
function rawOf(answer: unknown): string {
  const { raw } = (answer ?? {}) as { raw?: unknown };
  return String(raw ?? answer);
}

async function signTypedData(
  call: Call,
  address: string,
  asked: { readonly domain: TypedDataDomain; readonly types: Types; readonly value: Record<string, unknown> },
): Promise<string> {
  const { domain, types, value } = asked;
  const payload = JSON.stringify(TypedDataEncoder.getPayload(domain, types, value));
  const signature = String(await call("eth_signTypedData_v4", [address, payload]));
  if (signerOf() !== address) throw untrue(address, "the signature is not this key's for what was asked");
  return signature;

  function signerOf(): string | undefined {
    try {
      return verifyTypedData(domain, types, value, signature);
    } catch {
      return undefined;
    }
  }
}

function untrue(address: string, fault: string): Error {
  return fail("ALT_RELAY_SIGNER_UNTRUE", { address, fault });
}

function caller(address: string, { url, timeoutMs }: RemoteSigner): Call {
  const { href, headers } = withoutCredentials(url);
  return async (method, params) => {
    const body = JSON.stringify({ jsonrpc: "2.0", id: 1, method, params });
    const signal = AbortSignal.timeout(timeoutMs);
    const { result, error } = await post(href, { headers, body, signal });
    if (error === undefined && result !== undefined) return result;
    throw fail("ALT_RELAY_SIGNER_REFUSED", { address, method, fault: said(error?.message) });
  };
}

/** A request may not carry them in its URL. */
function withoutCredentials(text: string) {
  const url = new URL(text);
  const headers: Record<string, string> = { "content-type": "application/json" };
  if (url.username !== "" || url.password !== "") {
    const pair = [url.username, url.password].map(decodeURIComponent).join(":");
    headers.authorization = `Basic ${Buffer.from(pair).toString("base64")}`;
  }
  url.username = "";
  url.password = "";
  return { href: url.href, headers };
}

interface Answer {
  readonly result?: unknown;
  readonly error?: { readonly message?: unknown };
}

/** Errors of transports name addresses and URLs, so that none of them is kept as a cause. */
async function post(
  href: string,
  request: Pick<RequestInit, "headers" | "body" | "signal">,
): Promise<Answer> {
  const response = await answered(() => fetch(href, { ...request, method: "POST", redirect: "error" }));
  return answered(async () => (await response.json()) as Answer).catch((error) => {
    if (response.ok) throw error;
    throw unreachable(`HTTP status ${response.status}`);
  });
}

async function answered<Value>(ask: () => Promise<Value>): Promise<Value> {
  try {
    return await ask();
  } catch (error) {
    const { name, cause } = error as { name?: unknown; cause?: { code?: unknown } };
    throw unreachable(name === "TimeoutError" ? "it took too long" : String(cause?.code ?? name));
  }
}

function unreachable(fault: string): Error {
  return fail("ALT_RELAY_SIGNER_UNREACHABLE", { fault });
}

function said(message: unknown): string {
  const text = typeof message === "string" ? message : "no reason";
  return printable(text.replace(/\w+:\/\/\S+/g, "(a URL)").slice(0, 200));
}
