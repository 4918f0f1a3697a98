import { type ErrorDescription, Interface, type InterfaceAbi } from "ethers";

/** A contract's error, decoded. `args` are named where the ABI names them. */
export interface DecodedRevert {
  /** The error's name, e.g. `RouterBalance`; `Error` and `Panic` are Solidity's own. */
  readonly name: string;
  readonly args: Readonly<Record<string, unknown>>;
  /** e.g. `RouterBalance(account: 0xf39F…, had: 0, needed: 52000)`. */
  readonly text: string;
  readonly data: string;
}

/** Makes a decoder that knows every error of the given ABIs; Solidity's `Error` and `Panic` are always known. */
export function revertDecoder(abis: readonly InterfaceAbi[]): (data: string) => DecodedRevert {
  const known = new Interface(uniqueErrors(abis));
  return (data) => {
    try {
      const found = known.parseError(data);
      return found === null ? unknownRevert(data) : describe(found, data);
    } catch {
      // A contract may revert with any bytes: a known selector does not make them decode.
      return unknownRevert(data);
    }
  };
}

/**
 * Finds the revert data that an RPC error carries, wherever its provider put it: ethers keeps it in `data`, JSON-RPC
 * servers in `error.data` or `data.data`, Hardhat's simulated network in a cause. Returns undefined for other errors.
 */
export function revertDataOf(error: unknown): string | undefined {
  const seen = new Set<unknown>();
  const queue: unknown[] = [error];
  for (let current = queue.shift(); current !== undefined; current = queue.shift()) {
    if (isHexData(current)) return current;
    if (typeof current !== "object" || current === null || seen.has(current)) continue;
    seen.add(current);
    const { data, cause, error: inner, info } = current as Record<string, unknown>;
    queue.push(...[data, cause, inner, info].filter((value) => value !== undefined && value !== null));
  }
  return undefined;
}

function uniqueErrors(abis: readonly InterfaceAbi[]): string[] {
  const signatures = new Set<string>();
  for (const abi of abis)
    Interface.from(abi).forEachError((fragment) => signatures.add(fragment.format("full")));
  return [...signatures];
}

function describe(found: ErrorDescription, data: string): DecodedRevert {
  const args = Object.fromEntries(
    found.fragment.inputs.map(({ name }, place) => [name || String(place), found.args[place] as unknown]),
  );
  const shown = Object.entries(args).map(([name, value]) => `${name}: ${String(value)}`);
  return { name: found.name, args, text: `${found.name}(${shown.join(", ")})`, data };
}

function unknownRevert(data: string): DecodedRevert {
  const text = data === "0x" ? "no reason was given" : `unknown error ${data.slice(0, 10)}`;
  return { name: data === "0x" ? "" : data.slice(0, 10), args: {}, text, data };
}

/** Revert data is a selector and whole words; a bare `0x` also counts, transaction hashes (32 bytes) do not. */
function isHexData(value: unknown): value is string {
  return typeof value === "string" && /^0x([0-9a-f]{8}([0-9a-f]{64})*)?$/i.test(value);
}
