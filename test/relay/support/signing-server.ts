import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { Transaction, type Wallet } from "ethers";

type Params = readonly [unknown, unknown];

/** How the server answers the method that it is asked for; it may throw, or never end. */
export type Answers = Record<string, (params: Params) => unknown>;

/** What a signer with this key answers. */
export function honestAnswers(wallet: Wallet): Answers {
  return {
    eth_signTransaction: ([asked]) => wallet.signTransaction(transactionOf(asked)),
    eth_signTypedData_v4: ([, payload]) => signPayload(wallet, payload),
  };
}

/** The transaction that a signer is asked to sign, with `changes`. */
export function transactionOf(asked: unknown, changes: object = {}) {
  const { gas, from: _from, type: _type, ...rest } = asked as Record<string, string>;
  return { ...rest, type: 2, gasLimit: gas ?? "", ...changes };
}

export function signPayload(wallet: Wallet, payload: unknown, changes: object = {}): Promise<string> {
  const { domain, types, message } = JSON.parse(payload as string);
  const { EIP712Domain: _domain, ...own } = types;
  return wallet.signTypedData(domain, own, { ...message, ...changes });
}

export function unsigned(asked: unknown): string {
  return Transaction.from(transactionOf(asked)).unsignedSerialized;
}

/** A JSON-RPC server on loopback that signs. It can be told to answer otherwise. */
export async function startSigner(answers: Answers) {
  let current = answers;
  const authorizations: (string | undefined)[] = [];
  const server = createServer(async (request, response) => {
    authorizations.push(request.headers.authorization);
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk);
    const { method, params } = JSON.parse(Buffer.concat(chunks).toString()) as {
      method: string;
      params: Params;
    };
    const answer = await Promise.resolve()
      .then(() => current[method]?.(params))
      .then(
        (result) => ({ jsonrpc: "2.0", id: 1, result }),
        (error: Error) => ({ jsonrpc: "2.0", id: 1, error: { code: -32_000, message: error.message } }),
      );
    response.end(JSON.stringify(answer));
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  return {
    port,
    url: `http://127.0.0.1:${port}`,
    authorizations,
    answerWith: (changes: Answers) => {
      current = { ...answers, ...changes };
    },
    stop: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
