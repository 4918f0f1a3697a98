// The contracts that a relay serves, on a node of the bench: one operator, a function that ends in every way, a consumer
// that writes down its answers and one that burns all gas of its callback.

import {
  type ContractTransactionResponse,
  id,
  type JsonRpcProvider,
  type JsonRpcSigner,
  keccak256,
  parseUnits,
  type TransactionResponse,
  ZeroAddress,
  ZeroHash,
} from "ethers";
import { LOCAL_CHAIN_ID, localOperatorWallet } from "../../protocol/local-chain.ts";
import { executionDomain } from "../../runtime/domain.ts";
import {
  FunctionRegistry__factory,
  FunctionRouter__factory,
  OperatorSet__factory,
  RecordingConsumer__factory,
  ScriptedConsumer__factory,
} from "../../types/index.js";
import { compileGuest } from "../runtime/compile.ts";

const GUESTS = new URL("guests/", import.meta.url);

/** `IFunctionRouter.Terms`; wei, basis points, seconds. */
const TERMS = {
  fixedFee: parseUnits("1000", "gwei"),
  fuelPrice: 1_000n,
  bytePrice: parseUnits("1", "gwei"),
  tipCap: parseUnits("2", "gwei"),
  minGasPriceCap: 1n,
  treasuryShare: 1_000n,
  maxRoyaltyShare: 2_000n,
  minDuration: 5n,
  maxDuration: 86_400n,
};

/** A domain that the DAO allows and this relay does not run. */
const FOREIGN_DOMAIN = id("another engine");
const WASM = 0n;
const DEPOSIT = 10n ** 21n;
const MAX_UINT128 = 2n ** 128n - 1n;
/** Returns the code fe: INVALID, which takes all the gas that it is given. */
const BURNER = "0x60fe5f5360015ff3";

/** Milliseconds between looks for a receipt. */
const RECEIPT_POLL_MS = 5;

/** Waits for a transaction by its receipt alone: ethers waits for a higher block, and a chain that went back has none. */
async function mined(sending: Promise<ContractTransactionResponse | TransactionResponse>) {
  const { provider, hash } = await sending;
  for (;;) {
    const receipt = await provider.getTransactionReceipt(hash);
    if (receipt) return receipt;
    await new Promise((resolve) => setTimeout(resolve, RECEIPT_POLL_MS));
  }
}

/** Compiling takes longer than all the rest. */
let compiled: Promise<Uint8Array> | undefined;

export function guestBytes(): Promise<Uint8Array> {
  compiled ??= compileGuest("endings", GUESTS);
  return compiled;
}

export interface Published {
  readonly functionId: bigint;
  readonly program: string;
}

export type Deployment = Awaited<ReturnType<typeof deploy>>;

export async function deploy(provider: JsonRpcProvider) {
  const accounts = await provider.listAccounts();
  const [dao, payer, asker, crowdPayer, crowdAsker] = accounts as [JsonRpcSigner, ...JsonRpcSigner[]];
  if (!payer || !asker || !crowdPayer || !crowdAsker) throw new Error("the node has too few accounts");
  const operator = localOperatorWallet();
  const seat = { signer: operator.address, sender: operator.address, payout: operator.address };
  const registry = await new FunctionRegistry__factory(dao).deploy();
  const operatorSet = await new OperatorSet__factory(dao).deploy(dao, dao, ZeroAddress, [seat]);
  const domain = await executionDomain();
  const router = await new FunctionRouter__factory(dao).deploy(dao, registry, operatorSet, TERMS, domain);
  await mined(operatorSet.addRouter(router));
  await mined(router.setDomain(FOREIGN_DOMAIN, true));
  const recorder = await new RecordingConsumer__factory(dao).deploy(router);
  const burner = await new ScriptedConsumer__factory(dao).deploy();
  const burning = await mined(dao.sendTransaction({ data: BURNER }));
  const step = { target: burning.contractAddress as string, value: 0n, data: "0x" };
  await mined(burner.planCallback(Array(6).fill(step)));
  for (const account of [payer, crowdPayer]) {
    await mined(router.deposit(account, { value: DEPOSIT }));
    for (const consumer of [recorder, burner]) {
      await mined(router.connect(account).authorize(consumer, MAX_UINT128));
    }
  }

  /** Publishes bytes as a new function and admits it under `executionDomain`. */
  async function publish(bytes: Uint8Array, { uri = "", under = domain } = {}): Promise<Published> {
    const draft = {
      codeHash: keccak256(bytes),
      initialStateRoot: ZeroHash,
      kind: WASM,
      flags: 0n,
      royaltyShare: 500n,
      artefact: uri === "" ? bytes : "0x",
      uri,
      abiJson: "[]",
    };
    await mined(registry.connect(dao).publish(dao, draft));
    const functionId = await registry.functionCount();
    const program = await router.admit.staticCall(functionId, 1n, under);
    await mined(router.admit(functionId, 1n, under));
    return { functionId, program };
  }

  const bytes = await guestBytes();
  return {
    chainId: LOCAL_CHAIN_ID,
    accounts,
    dao,
    /** Who pays for and makes the requests that a fault is about. */
    customer: { payer: payer.address, asker: asker.address },
    /** The same for everybody else's. */
    crowd: { payer: crowdPayer.address, asker: crowdAsker.address },
    operator,
    registry,
    router,
    recorder,
    burner,
    publish,
    endings: await publish(bytes),
    foreign: await publish(bytes, { under: FOREIGN_DOMAIN }),
  };
}
