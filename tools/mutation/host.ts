import hre, { artifacts, hooks } from "hardhat";
import type { NetworkConnection } from "hardhat/types/network";
import Mocha, { type Runner, type Suite, type Test } from "mocha";
import type { Bytecode, ContractName } from "./solidity.ts";

export type Code = ReadonlyMap<ContractName, Bytecode>;

/** A chain that a test file opened when it was loaded, and the snapshot to go back to. */
interface Chain {
  readonly connection: NetworkConnection;
  snapshot: unknown;
}

const TIMEOUT_MS = 40_000;

/** Which tests to run, by their full titles: all, unless said otherwise. */
export interface Selection {
  /** To begin with, the first one first. */
  readonly first?: readonly string[];
  readonly only?: ReadonlySet<string>;
  readonly without?: ReadonlySet<string>;
}

/** Mocha's tests, loaded once and run again and again, each time against other code. */
export class TestHost {
  readonly #mocha: Mocha;
  readonly #chains: readonly Chain[];
  readonly #suites: readonly SuiteOfTests[];
  readonly #code: Map<ContractName, Bytecode>;
  readonly #used: Set<string>;

  private constructor(
    mocha: Mocha,
    chains: readonly Chain[],
    code: Map<ContractName, Bytecode>,
    used: Set<string>,
  ) {
    this.#mocha = mocha;
    this.#chains = chains;
    this.#suites = suitesIn(mocha.suite);
    this.#code = code;
    this.#used = used;
  }

  static async load(files: readonly string[]): Promise<TestHost> {
    // A fault may make a contract larger than chains allow, and so does a build without the optimiser.
    Object.assign(hre.config.networks.default ?? {}, { allowUnlimitedContractSize: true });
    const code = new Map<ContractName, Bytecode>();
    const used = replaceArtifacts(code);
    const connections = collectConnections();
    const mocha = new Mocha({ timeout: TIMEOUT_MS, reporter: Mocha.reporters.Base });
    mocha.cleanReferencesAfterRun(false);
    for (const file of files) mocha.addFile(file);
    await mocha.loadFilesAsync();
    const chains = await Promise.all(connections.map(async (connection) => chainOf(connection)));
    return new TestHost(mocha, chains, code, used);
  }

  /** Contracts that the tests have deployed until now. */
  get used(): ReadonlySet<string> {
    return this.#used;
  }

  /** The titles of the tests that fail. */
  async failures(code: Code, selection: Selection = {}): Promise<readonly string[]> {
    const failed: string[] = [];
    await this.#run(code, selection, ({ title }) => failed.push(title));
    return failed;
  }

  /** The title of the first test that fails, after which none is run. */
  async firstFailure(code: Code, selection: Selection = {}): Promise<string | undefined> {
    let first: string | undefined;
    await this.#run(code, selection, ({ title, runner }) => {
      first ??= title;
      runner.abort();
    });
    return first;
  }

  async #run(code: Code, selection: Selection, onFail: (failure: Failure) => void): Promise<void> {
    for (const [name, bytecode] of code) this.#code.set(name, bytecode);
    await Promise.all(this.#chains.map(rewind));
    select(this.#suites, selection);
    return new Promise((resolve) => {
      const runner = this.#mocha.run(() => resolve());
      runner.on("fail", (test) => onFail({ title: test.fullTitle(), runner }));
    });
  }
}

interface Failure {
  readonly title: string;
  readonly runner: Runner;
}

/** A suite, and the tests and suites that were right below it when it was loaded. */
interface SuiteOfTests {
  readonly suite: Suite;
  readonly tests: readonly Test[];
  readonly suites: readonly Suite[];
}

/** From now on artefacts have the bytecode in `code`. @returns the names of those that were read. */
function replaceArtifacts(code: Code): Set<string> {
  const used = new Set<string>();
  const read = artifacts.readArtifact.bind(artifacts);
  artifacts.readArtifact = async (name) => {
    const artifact = await read(name);
    const fullName: ContractName = `${artifact.sourceName}:${artifact.contractName}`;
    used.add(fullName);
    const broken = code.get(fullName);
    if (broken === undefined) return artifact;
    return { ...artifact, bytecode: `0x${broken.creation}`, deployedBytecode: `0x${broken.deployed}` };
  };
  return used;
}

function collectConnections(): NetworkConnection[] {
  const connections: NetworkConnection[] = [];
  hooks.registerHandlers("network", {
    async newConnection(context, next) {
      const connection = await next(context);
      connections.push(connection as unknown as NetworkConnection);
      return connection;
    },
  });
  return connections;
}

async function chainOf(connection: NetworkConnection): Promise<Chain> {
  return { connection, snapshot: await snapshotOf(connection) };
}

function snapshotOf({ provider }: NetworkConnection): Promise<unknown> {
  return provider.request({ method: "evm_snapshot" });
}

/** A snapshot can be gone back to only once. Fixtures' snapshots hold what other code has deployed. */
async function rewind(chain: Chain): Promise<void> {
  await chain.connection.provider.request({ method: "evm_revert", params: [chain.snapshot] });
  chain.snapshot = await snapshotOf(chain.connection);
  chain.connection.networkHelpers.clearSnapshots();
}

/** Inner suites before outer ones. */
function suitesIn(suite: Suite): readonly SuiteOfTests[] {
  return [...suite.suites.flatMap(suitesIn), { suite, tests: [...suite.tests], suites: [...suite.suites] }];
}

/** Leaves the selected tests in their suites, and sorts both: a suite is as urgent as its most urgent test. */
function select(all: readonly SuiteOfTests[], { first = [], only, without }: Selection): void {
  const ranks = new Map(first.map((title, rank) => [title, rank]));
  const urgency = new Map<Suite, number>();
  const rankOf = (test: Test) => ranks.get(test.fullTitle()) ?? ranks.size;
  const rankOfSuite = (suite: Suite) => urgency.get(suite) ?? ranks.size;
  const isSelected = (test: Test) =>
    only?.has(test.fullTitle()) !== false && without?.has(test.fullTitle()) !== true;
  for (const { suite, tests, suites } of all) {
    suite.tests = tests.filter(isSelected).sort((a, b) => rankOf(a) - rankOf(b));
    suite.suites = suites.toSorted((a, b) => rankOfSuite(a) - rankOfSuite(b));
    urgency.set(suite, Math.min(ranks.size, ...suite.tests.map(rankOf), ...suite.suites.map(rankOfSuite)));
  }
}
