import { expect } from "chai";
import { Interface, keccak256 } from "ethers";
import { Outcome } from "../../../protocol/outcome.ts";
import { executionDomain, startRelay } from "../../../testing/index.ts";
import { callOf } from "../../relay/support/world.ts";
import type { TaskRunner } from "./task-runner.ts";

const PRIMES = new Interface(["function countPrimes(uint32 limit) view returns (uint32)"]);

/**
 * An implementation of `IPrimes` on its way: published by the task, asked by a contract, executed by the relay, called
 * back and settled to the last wei.
 */
export async function followPrimes(tasks: TaskRunner, file: string): Promise<void> {
  const { ethers } = tasks.connection;
  const published = await tasks.json("functions publish", { file });
  const functionId = BigInt(String(published.functionId));
  expect(await tasks.json("functions show", { what: String(functionId) })).to.have.nested.property(
    "latest.kind",
    "wasm",
  );
  await tasks.json("functions fund", { amount: "1" });
  const router = await ethers.getContractAt("FunctionRouter", tasks.addresses.router);
  const consumer = await ethers.deployContract("RecordingConsumer", [router]);
  await router.authorize(consumer, 2n ** 128n - 1n);
  const relay = await startRelay(tasks.connection, tasks.addresses);
  try {
    const { connection } = tasks;
    const world = { connection, router, functionId, domain: await executionDomain() };
    const data = PRIMES.encodeFunctionData("countPrimes", [1000]);
    await consumer.ask(tasks.accounts[0] as string, await callOf(world, { data }), 2n ** 255n);
    const [request] = await relay.settle();
    const result = PRIMES.encodeFunctionResult("countPrimes", [168]);
    expect(request).to.include({ outcome: Outcome.Success, result, callbackFailure: undefined });
    expect(await consumer.answerOf(request?.id ?? "")).to.equal(keccak256(result));
    const shown = await tasks.json("functions show", { what: String(request?.id) });
    const { escrow, charged, refunded } = shown as Record<string, string>;
    expect(BigInt(charged ?? 0) + BigInt(refunded ?? 0)).to.equal(BigInt(escrow ?? 0));
  } finally {
    await relay.stop();
  }
}
