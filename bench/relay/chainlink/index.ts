// The same from Chainlink's local test network: its contracts on ganache, and four simulated nodes that start Deno.

import { type ChildProcess, fork } from "node:child_process";
import { once } from "node:events";
import path from "node:path";
import { Contract, encodeBytes32String, parseUnits, toQuantity } from "ethers";
import hre from "hardhat";
import { freePort } from "../../../tools/local-node.ts";
import { denoBinary } from "../../coldstart/peers.ts";
import { artifactIn } from "../../compile.ts";
import { artifactOf, deployConsumer } from "../../gas/chainlink/index.ts";
import { requestData } from "../../gas/chainlink/request.ts";
import { compileContracts } from "../../gas/compile.ts";
import { accountsOf } from "../../gas/system.ts";
import { Journeys, latencies } from "../journeys.ts";
import { until } from "../until.ts";
import { openWebSocket, type Wire } from "../wire.ts";

const TESTNET = path.join(import.meta.dirname, "testnet.mjs");
/** Milliseconds that one request may take, and a number of them at once. */
const PATIENCE = 30_000;
/** At a lower price than the nodes' own the router would not take their answer: it goes by the request's. */
const GAS = { gas: toQuantity(1_000_000), gasPrice: toQuantity(parseUnits("10", "gwei")) };

export interface Peer {
  /** Milliseconds from a request's log to that of its callback, one after the other. */
  readonly latencies: readonly number[];
  /** One after the other. */
  readonly requestsPerSecond: number;
  /** Of those sent at once. */
  readonly fulfilledAtOnce: number | undefined;
}

export interface PeerPlan {
  /** Milliseconds between its looks at the chain; 0: as shipped. */
  readonly pollingMs: number;
  readonly requests: number;
  /** Sent at the same time, in the end. */
  readonly atOnce: number;
}

interface Addresses {
  readonly donId: string;
  readonly link: string;
  readonly router: string;
}

/** @throws where it does not start here, or does not fulfil. */
export async function measureTestnet(plan: PeerPlan): Promise<Peer> {
  const port = await freePort();
  const child = startTestnet(port, plan.pollingMs);
  const gone = once(child, "exit");
  try {
    const early = gone.then(([code, signal]) => {
      throw new Error(`Chainlink's test network ended with ${code ?? signal}`);
    });
    early.catch(() => undefined);
    const [addresses] = (await Promise.race([once(child, "message"), early])) as [Addresses];
    return await measure(port, addresses, plan, gone);
  } finally {
    child.kill("SIGKILL");
  }
}

/** It finds Deno by the name alone. */
function startTestnet(port: number, pollingMs: number): ChildProcess {
  const PATH = [path.dirname(denoBinary()), process.env.PATH].join(path.delimiter);
  return fork(TESTNET, [String(port), String(pollingMs)], {
    env: { ...process.env, PATH },
    execArgv: [],
    stdio: ["ignore", "ignore", "ignore", "ipc"],
  });
}

async function measure(
  port: number,
  addresses: Addresses,
  plan: PeerPlan,
  gone: Promise<unknown>,
): Promise<Peer> {
  const wire = await openWebSocket(`ws://127.0.0.1:${port}`);
  const connection = await hre.network.create({
    network: "localhost",
    override: { url: `http://127.0.0.1:${port}` },
  });
  try {
    const { owner, submitter } = await accountsOf(connection);
    const contractAt = (address: string, name: string) => new Contract(address, artifactOf(name).abi, owner);
    // Ganache knows no opcode that came later.
    const artifact = artifactIn(
      compileContracts(["ChainlinkConsumer.sol"], { evmVersion: "paris" }),
      "ChainlinkConsumer",
    );
    const consumer = await deployConsumer(connection, artifact, {
      link: contractAt(addresses.link, "LinkToken"),
      router: contractAt(addresses.router, "FunctionsRouter"),
      donId: encodeBytes32String(addresses.donId),
    });
    const to = await consumer.getAddress();
    const data = consumer.interface.encodeFunctionData("ask", [requestData()]);
    const call = { from: submitter.address, to, data, ...GAS };
    return await ask(wire, consumer, () => wire.call("eth_sendTransaction", [call]), plan, gone);
  } finally {
    await connection.close();
    wire.close();
  }
}

async function ask(
  wire: Wire,
  consumer: Contract,
  send: () => Promise<unknown>,
  { requests, atOnce }: PeerPlan,
  gone: Promise<unknown>,
): Promise<Peer> {
  const topic = (name: string) => consumer.interface.getEvent(name)?.topicHash ?? "";
  const journeys = await Journeys.watch(wire, [await consumer.getAddress()], {
    begin: topic("RequestSent"),
    end: topic("RequestFulfilled"),
  });
  const start = performance.now();
  for (let run = 1; run <= requests; run++) {
    await send();
    await journeys.allSettled(run, PATIENCE);
  }
  const seconds = (performance.now() - start) / 1_000;
  const alone = {
    latencies: latencies(journeys.since(0)),
    requestsPerSecond: requests / seconds,
  };
  if (atOnce === 0) return { ...alone, fulfilledAtOnce: undefined };
  const all = requests + atOnce;
  await Promise.race([sendAtOnce(send, atOnce, () => journeys.settled === all), gone]);
  return { ...alone, fulfilledAtOnce: journeys.settled - requests };
}

/** It may end for it: what is not there by then is lost. */
async function sendAtOnce(send: () => Promise<unknown>, count: number, areAllDone: () => boolean) {
  await Promise.allSettled(Array.from({ length: count }, send));
  await until(areAllDone, PATIENCE, () => "some are lost").catch(() => undefined);
}
