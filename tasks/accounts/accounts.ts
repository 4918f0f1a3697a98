import { accountsOf } from "../../deploy/chain.ts";
import { findDeployment } from "../../deploy/find.ts";
import { findAlthingError } from "../../protocol/errors.ts";
import type { GovernanceToken } from "../../types/token/GovernanceToken.js";
import { action } from "../shared/action.ts";
import { ether, tokens as inTokens } from "../shared/format.ts";
import { type Connection, connect } from "../shared/network.ts";
import { outputFor, printTable } from "../shared/output.ts";

interface AccountLine {
  readonly address: string;
  readonly wei: bigint;
  /** Tokens and votes in smallest units; left out where there is no token. */
  readonly tokens?: bigint;
  readonly votes?: bigint;
}

export default action<{ readonly json: boolean }>(async ({ json }, hre) => {
  const connection = await connect(hre);
  const token = await tokenOf(connection);
  const symbol = await token?.symbol();
  const addresses = await accountsOf(connection.provider);
  const lines = await Promise.all(addresses.map((address) => lineOf(connection, token, address)));
  outputFor({ json }).finish({ network: connection.networkName, accounts: lines }, () => show(lines, symbol));
});

/** The accounts of a network are worth a look before anything is deployed there. */
async function tokenOf(connection: Connection): Promise<GovernanceToken | undefined> {
  const book = await findDeployment(connection).catch(noDeployment);
  return book?.token === undefined ? undefined : tokenAt(connection, book.token);
}

async function tokenAt({ ethers }: Connection, address: string): Promise<GovernanceToken> {
  const { GovernanceToken__factory } = await import(
    "../../types/factories/token/GovernanceToken__factory.js"
  );
  return GovernanceToken__factory.connect(address, ethers.provider);
}

function noDeployment(error: unknown): undefined {
  const code = findAlthingError(error)?.code;
  if (code === "ALT_DEPLOY_NOT_FOUND" || code === "ALT_DEPLOY_GONE") return undefined;
  throw error;
}

async function lineOf(
  { ethers }: Connection,
  token: GovernanceToken | undefined,
  address: string,
): Promise<AccountLine> {
  const wei = await ethers.provider.getBalance(address);
  if (token === undefined) return { address, wei };
  const [tokens, votes] = await Promise.all([token.balanceOf(address), token.getVotes(address)]);
  return { address, wei, tokens, votes };
}

/** `symbol` is the token's, where there is one. */
function show(lines: readonly AccountLine[], symbol: string | undefined): void {
  const ofToken = (...cells: string[]) => (symbol === undefined ? [] : cells);
  const head = ["#", "account", "balance", ...ofToken(symbol ?? "", "votes")];
  const rows = lines.map(({ address, wei, tokens = 0n, votes = 0n }, place) => [
    String(place),
    address,
    ether(wei),
    ...ofToken(inTokens(tokens), inTokens(votes)),
  ]);
  printTable(head, rows);
}
