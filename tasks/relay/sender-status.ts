import type { AddressBook } from "../../clients/address-book.ts";
import type { Till } from "../../relay/store-records.ts";
import type { Connection } from "../shared/network.ts";

/**
 * The epoch's senders, and those that earned what is in `tills`, as deputies do: wei they hold, wei they have in their
 * accounts at the router, wei that wait for them in these tills, and their next nonces.
 */
export async function senderStatus(
  { ethers }: Connection,
  { router, operatorSet }: AddressBook,
  tills: readonly Till[],
) {
  const { IFunctionRouter__factory } = await import(
    "../../types/factories/functions/IFunctionRouter__factory.js"
  );
  const { IOperatorSet__factory } = await import("../../types/factories/functions/IOperatorSet__factory.js");
  const accounts = IFunctionRouter__factory.connect(router, ethers.provider);
  const operators = IOperatorSet__factory.connect(operatorSet, ethers.provider);
  const toCollect = async (submitter: string) => {
    const theirs = tills.filter(({ sender }) => sender === submitter);
    const takings = await Promise.all(
      theirs.map(({ epoch, functionId }) => accounts.tillOf({ epoch, functionId, submitter })),
    );
    return takings.reduce((sum, { reimbursed }) => sum + reimbursed, 0n);
  };
  const members = await operators.operatorsOf(await operators.currentEpoch());
  const senders = new Set([...members, ...tills].map(({ sender }) => sender));
  return Promise.all(
    [...senders].map(async (address) => ({
      address,
      balance: await ethers.provider.getBalance(address),
      account: (await accounts.accountOf(address)).balance,
      toCollect: await toCollect(address),
      nonce: await ethers.provider.getTransactionCount(address),
    })),
  );
}
