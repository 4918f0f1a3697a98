import { type LocalNode, type NodeKind, rpc } from "../../tools/local-node.ts";

/** What a test can do to a local node; anvil and Hardhat's node know these methods by the same names. */
export function chainControl({ url }: LocalNode, kind: NodeKind) {
  const hex = (value: number | bigint) => `0x${value.toString(16)}`;
  const send = (method: string, ...params: unknown[]) => rpc(url, method, params);
  const mine = (blocks = 1) => send("hardhat_mine", hex(blocks));
  const automine = (on: boolean) => send("evm_setAutomine", on);
  return {
    kind,
    send,
    mine,
    automine,
    /** Until nothing is being mined any more: anvil goes back beside a block in the making, which then has no parent. */
    halt: async () => {
      await automine(false);
      await mine();
    },
    snapshot: async () => (await send("evm_snapshot")) as string,
    revert: async (snapshot: string) => {
      if ((await send("evm_revert", snapshot)) !== true) throw new Error("the node did not go back");
    },
    /**
     * The number of a block that the node does not have though it has later ones: no relay can go on from there. anvil loses
     * some where it goes back while a block is being made all the same. undefined where its chain is whole.
     */
    lostBlock: async (): Promise<number | undefined> => {
      for (let number = Number(await send("eth_blockNumber")); number > 0; number--)
        if ((await send("eth_getBlockByNumber", hex(number), false)) === null) return number;
      return undefined;
    },
    drop: (hash: string) => send("hardhat_dropTransaction", hash),
    setNextBaseFee: (wei: bigint) => send("hardhat_setNextBlockBaseFeePerGas", hex(wei)),
    setBalance: (address: string, wei: bigint) => send("hardhat_setBalance", address, hex(wei)),
    increaseTime: (seconds: number) => send("evm_increaseTime", seconds),
    blockNumber: async () => Number(await send("eth_blockNumber")),
    baseFee: async () => {
      const block = (await send("eth_getBlockByNumber", "latest", false)) as { baseFeePerGas: string };
      return BigInt(block.baseFeePerGas);
    },
    timestamp: async () => {
      const block = (await send("eth_getBlockByNumber", "latest", false)) as { timestamp: string };
      return BigInt(block.timestamp);
    },
    nonce: async (address: string, block: "latest" | "pending" = "latest") =>
      Number(await send("eth_getTransactionCount", address, block)),
    /** Hashes of the transactions of `address` that wait to be mined. */
    waiting: async (address: string): Promise<string[]> => {
      const block = (await send("eth_getBlockByNumber", "pending", true)) as {
        transactions: { hash: string; from: string }[];
      };
      const own = block.transactions.filter(({ from }) => from.toLowerCase() === address.toLowerCase());
      return own.map(({ hash }) => hash);
    },
  };
}

export type ChainControl = ReturnType<typeof chainControl>;
