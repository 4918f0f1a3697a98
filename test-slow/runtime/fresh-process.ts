import { executionDomain } from "../../runtime/domain.ts";
import { createRuntime } from "../../runtime/runtime.ts";
import { loadGauntlet } from "../../test/runtime/helpers/gauntlet.ts";

/** What a test compares with its own: the fuel of a call, and the domain, as a process of its own sees them. */
export async function measure(rounds: number): Promise<{ fuel: string; result: string; domain: string }> {
  const runtime = createRuntime();
  try {
    const { call } = await loadGauntlet(runtime);
    const { fuelUsed, result } = await call("spin", [rounds]);
    return { fuel: String(fuelUsed), result, domain: await executionDomain() };
  } finally {
    await runtime.close();
  }
}

if (process.argv[1] === import.meta.filename) {
  console.log(JSON.stringify(await measure(Number(process.argv[2]))));
}
