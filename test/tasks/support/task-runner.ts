import path from "node:path";
import { createHardhatRuntimeEnvironment } from "hardhat/hre";
import type { HardhatRuntimeEnvironment } from "hardhat/types/hre";
import type { TaskArguments } from "hardhat/types/tasks";
import type { AddressBook } from "../../../clients/index.ts";
import config from "../../../hardhat.config.ts";
import type { ErrorCode } from "../../../protocol/error-catalogue.ts";
import { deployedAlthing } from "../../fixtures/althing.ts";
import type { Connection } from "../../fixtures/connection.ts";
import { deployedExample } from "../../fixtures/example.ts";

const ROOT = path.resolve(import.meta.dirname, "../../..");

/** What `--json` prints: bigints are decimal strings in it. */
export type Document = Readonly<Record<string, unknown>>;

type Deployed = Pick<TaskRunner, "connection" | "addresses" | "accounts" | "reset">;

/** Runs tasks as the command line does, on a simulated network of their own. */
export class TaskRunner {
  readonly connection: Connection;
  readonly addresses: AddressBook;
  /** Addresses of the network's accounts, by number. */
  readonly accounts: readonly string[];
  /** Takes the chain back to the deployment. */
  readonly reset: () => Promise<void>;
  readonly #hre: HardhatRuntimeEnvironment;

  private constructor(hre: HardhatRuntimeEnvironment, deployed: Deployed) {
    this.#hre = hre;
    this.connection = deployed.connection;
    this.addresses = deployed.addresses;
    this.accounts = deployed.accounts;
    this.reset = deployed.reset;
  }

  /** The runner where Althing is deployed, which all tests share: each resets it. */
  static deployed(): Promise<TaskRunner> {
    shared ??= newRuntime().then(TaskRunner.deployedIn);
    return shared;
  }

  /** A runner of its own where an organisation of `examples/` is deployed. */
  static async ofExample(name: string): Promise<TaskRunner> {
    return TaskRunner.deployedIn(await newRuntime(), (connection) => deployedExample(connection, name));
  }

  /** A runner in an environment that is there already. */
  static async deployedIn(
    hre: HardhatRuntimeEnvironment,
    deploy: (connection: Connection) => Promise<Pick<TaskRunner, "addresses">> = deployedAlthing,
  ): Promise<TaskRunner> {
    const connection = await hre.network.getOrCreate();
    const { addresses } = await deploy(connection);
    const accounts = (await connection.ethers.getSigners()).map(({ address }) => address);
    const { restore: reset } = await connection.networkHelpers.takeSnapshot();
    return new TaskRunner(hre, { connection, addresses, accounts, reset });
  }

  /** The document that the task `name` (`"token balance"`) prints with `--json`, and nothing else beside it. */
  async json(name: string, args: TaskArguments = {}): Promise<Document> {
    const { stdout } = await runTask(this.#hre, name, { ...args, json: true });
    return JSON.parse(stdout) as Document;
  }

  /** What the task prints for people. */
  async text(name: string, args: TaskArguments = {}): Promise<string> {
    return (await runTask(this.#hre, name, args)).stdout;
  }

  /** The code of the error that the task ends with, and what it printed with `--json`. */
  async failed(name: string, args: TaskArguments): Promise<{ code: ErrorCode; stdout: string }> {
    const { stdout, error } = await runTask(this.#hre, name, { ...args, json: true });
    if (error === undefined) throw new Error(`${name} succeeded: ${stdout}`);
    return { code: error.code, stdout };
  }

  /** The code of the error that the task ends with, as it prints it. */
  async failure(name: string, args: TaskArguments = {}): Promise<ErrorCode> {
    return failureOf(this.#hre, name, args);
  }
}

let shared: Promise<TaskRunner> | undefined;
let bare: Promise<HardhatRuntimeEnvironment> | undefined;

/** As `TaskRunner.failure`, where nothing is deployed. */
export async function failureWithoutDeployment(name: string, args: TaskArguments): Promise<ErrorCode> {
  bare ??= newRuntime();
  return failureOf(await bare, name, args);
}

function newRuntime(): Promise<HardhatRuntimeEnvironment> {
  return createHardhatRuntimeEnvironment(config, { config: path.join(ROOT, "hardhat.config.ts") }, ROOT);
}

async function failureOf(
  hre: HardhatRuntimeEnvironment,
  name: string,
  args: TaskArguments,
): Promise<ErrorCode> {
  const { success, stdout } = await runTask(hre, name, { ...args, json: true });
  if (success) throw new Error(`${name} succeeded: ${stdout}`);
  return (JSON.parse(stdout) as { error: { code: ErrorCode } }).error.code;
}

interface TaskEnd {
  readonly success: boolean;
  readonly error?: { readonly code: ErrorCode };
}

async function runTask(hre: HardhatRuntimeEnvironment, name: string, args: TaskArguments) {
  const lines: string[] = [];
  const { log, error } = console;
  console.log = (...words: unknown[]) => void lines.push(words.join(" "));
  console.error = () => {};
  try {
    const result = (await hre.tasks.getTask(name.split(" ")).run(args)) as TaskEnd;
    return { ...result, stdout: lines.join("\n") };
  } finally {
    Object.assign(console, { log, error });
  }
}
