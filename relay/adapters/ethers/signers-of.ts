import { keccak256, type Provider, recoverAddress, Signature } from "ethers";
import { statelessReceipt, unpackVerdict } from "../../../protocol/receipt.ts";
import { unpackRequest } from "../../../protocol/request.ts";
import { hashBatch, hashRequest, type RouterDomain } from "../../../protocol/typed-data.ts";
import { IFunctionRouter__factory } from "../../../types/factories/functions/IFunctionRouter__factory.js";
import { batchOf } from "../../domain/batch.ts";

const router = IFunctionRouter__factory.createInterface();

/** The keys that signed the batch in a transaction's calldata; none if it is no fulfilment of the router's. */
export async function signersOf(
  provider: Provider,
  domain: RouterDomain,
  transactionHash: string,
): Promise<string[]> {
  const transaction = await provider.getTransaction(transactionHash);
  const parsed = transaction && router.parseTransaction(transaction);
  if (parsed?.name !== "fulfill") return [];
  const [fulfilments, epoch, quorum] = parsed.args as unknown as Fulfilling;
  const receipts = fulfilments.map(({ request, verdict, result }) =>
    statelessReceipt(hashRequest(domain, unpackRequest(request)), {
      ...unpackVerdict(verdict),
      resultHash: keccak256(result),
    }),
  );
  const digest = hashBatch(domain, batchOf(receipts, epoch));
  return quorum.signatures.map(({ r, vs }) => recoverAddress(digest, Signature.from({ r, yParityAndS: vs })));
}

/** The arguments of `fulfill`. */
type Fulfilling = [
  readonly {
    readonly request: Parameters<typeof unpackRequest>[0];
    readonly verdict: bigint;
    readonly result: string;
  }[],
  bigint,
  { readonly signatures: readonly { readonly r: string; readonly vs: string }[] },
];
