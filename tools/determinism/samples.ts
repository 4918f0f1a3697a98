import { readFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { parseAbi } from "abitype";
import { Interface, type InterfaceAbi } from "ethers";
import { buildFunction } from "../../functions/build.ts";
import traits from "../../functions/traits/traits.ts";
import type { CaseList } from "./case-list.ts";
import script from "./guests/script.ts";
import { compileGuest, guestCall, ownGuests } from "./workloads.ts";

/** An endpoint with its arguments; Success if no outcome is named. */
type Call = readonly [endpoint: string, args: readonly unknown[], outcome?: string];

const claims = Array.from({ length: 20 }, (_, index) => ({
  account: `0x${(index + 1).toString(16).padStart(40, "0")}`,
  amount: 10n ** BigInt(index),
}));
const seed = `0x${"5a".repeat(32)}`;

/** More levels than the domain's stack has slots for, and fuel enough to get there. */
const TOO_DEEP = 1_000_000;

/** The samples that the project comes with, and guests that look for what could differ from host to host. */
export async function addSamples(list: CaseList): Promise<void> {
  for (const entry of ["primes/assembly/index.ts", "primes/rust/primes.wasm"]) {
    await addFunction(list, entry, await abiOf("primes"), [
      ["countPrimes", [1_000]],
      ["countPrimesByDivision", [1_000]],
    ]);
  }
  await addFunction(list, "merkle/assembly/index.ts", await abiOf("merkle"), [
    ["root", [claims]],
    ["proof", [claims, 7]],
    ["proof", [claims, 70], "Revert"],
    ["root", [[]], "Revert"],
  ]);
  await addFunction(list, "traits/traits.ts", traits.abi, [["traits", [7, seed]]]);
  await addFunction(list, "../tools/determinism/guests/script.ts", script.abi, [
    ["nans", [3]],
    ["draw", [20]],
    ["sort", [200]],
    ["recurse", [100]],
    ["recurse", [TOO_DEEP], "Revert"],
    ["search", [24]],
    ["collect", [500]],
    ["refuse", [3], "Revert"],
  ]);
  await addOwnGuests(list);
}

async function addOwnGuests(list: CaseList): Promise<void> {
  const recursive = ["deep", "wide", "indirect"];
  const cases = recursive.flatMap((name) =>
    [1_000, TOO_DEEP].map((levels) => ({
      name: `${name}(${levels})`,
      calldata: guestCall(recursive, name, levels),
      expected: { outcome: levels === TOO_DEEP ? "Trap" : "Success" },
    })),
  );
  list.add("wasm", await compileGuest("recursion", recursive, ownGuests), ...cases);
  const calldata = guestCall(["arithmetic"], "arithmetic", 3);
  const nans = { name: "arithmetic(3)", calldata, expected: { outcome: "Success" } };
  list.add("wasm", await compileGuest("nans", ["arithmetic"], ownGuests), nans);
}

async function addFunction(
  list: CaseList,
  entry: string,
  abi: readonly string[],
  calls: readonly Call[],
): Promise<void> {
  const path = fileURLToPath(new URL(`../../functions/${entry}`, import.meta.url));
  const { kind, bytes } = await buildFunction(path);
  const endpoints = new Interface(parseAbi(abi) as InterfaceAbi);
  const cases = calls.map(([endpoint, args, outcome = "Success"], index) => ({
    name: `${entry} ${endpoint} #${index}`,
    expected: { outcome },
    calldata: endpoints.encodeFunctionData(endpoint, args).slice(2),
  }));
  list.add(kind, bytes, ...cases);
}

async function abiOf(sample: string): Promise<string[]> {
  const url = new URL(`../../functions/${sample}/assembly/abi.json`, import.meta.url);
  return JSON.parse(await readFile(url, "utf8")) as string[];
}
