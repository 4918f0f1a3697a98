import { expect } from "chai";
import { Contract, type ContractRunner, type Signer, type TransactionRequest } from "ethers";
import { network } from "hardhat";
import { TokenClient } from "../../clients/index.ts";
import { deployAll } from "../fixtures/deployment.ts";

const connection = await network.create({ override: { allowBlocksWithSameTimestamp: true } });
const { time, loadFixture } = connection.networkHelpers;

describe("gas of transactions that move votes", () => {
  /** Votes were written in the newest block; a signer whose estimates are made at that block's time, as nodes make them. */
  async function deploy() {
    const { addresses, deployer, alice, bob } = await loadFixture(deployAll);
    const token = new TokenClient(addresses, deployer);
    await token.delegate();
    await token.transfer(alice.address, 10n ** 18n);
    await new TokenClient(addresses, alice).delegate();
    await token.transfer(alice.address, 1n);
    const now = await time.latest();
    const signer = {
      provider: deployer.provider,
      getAddress: () => deployer.getAddress(),
      call: (transaction: TransactionRequest) => deployer.call(transaction),
      resolveName: (name: string) => deployer.resolveName(name),
      async estimateGas(transaction: TransactionRequest) {
        await time.setNextBlockTimestamp(now);
        const gas = await deployer.estimateGas(transaction);
        await time.setNextBlockTimestamp(now + 1);
        return gas;
      },
      sendTransaction: (transaction: TransactionRequest) => deployer.sendTransaction(transaction),
    } as unknown as Signer;
    return { addresses, signer, alice, bob, token };
  }

  it("is more than was estimated, where checkpoints were written over in the estimate alone", async () => {
    const { addresses, signer, alice, token } = await deploy();
    const asEstimated: ContractRunner = {
      ...signer,
      sendTransaction: async (transaction) =>
        signer.sendTransaction({ ...transaction, gasLimit: await signer.estimateGas(transaction) }),
    };
    const plain = new Contract(addresses.token ?? "", token.contract.interface, asEstimated);
    await expect(plain.getFunction("transfer")(alice.address, 1n)).to.be.revert(connection.ethers);
  });

  it("is there when a client sends", async () => {
    const { addresses, signer, alice } = await deploy();
    const client = new TokenClient(addresses, signer);
    const before = await client.balance(alice.address);
    await client.transfer(alice.address, 1n);
    expect(await client.balance(alice.address)).to.equal(before + 1n);
  });
});
