import { type AlthingError, fail } from "../../protocol/errors.ts";
import { LOCAL_CHAIN_ID } from "../../protocol/local-chain.ts";
import { moment } from "../../protocol/moment.ts";
import type { Collection } from "../schema/collection.ts";
import type { Organisation } from "../schema/organisation.ts";

/** What the rules ask a chain. */
export interface ChainView {
  readonly chainId: bigint;
  /** The code at an address, `0x` if there is none. */
  codeAt(address: string): Promise<string>;
}

/** An account that one key moves, though its code may be lent (EIP-7702). */
const LENT_CODE = "0xef0100";

/**
 * What may be on a local node and not where money is at stake, checked before anything is sent.
 * @throws ALT_CONFIG_ZERO_DELAY, ALT_CONFIG_EXTERNALLY_OWNED
 */
export async function requireFitForChain(organisation: Organisation, chain: ChainView): Promise<void> {
  if (chain.chainId === LOCAL_CHAIN_ID) return;
  const { dao, functions } = organisation;
  if (dao.timelockDelay === 0 && !dao.allowZeroDelay)
    throw fail("ALT_CONFIG_ZERO_DELAY", { chainId: chain.chainId });
  const powers = { "dao.guardian": dao.guardian, "functions.guardian": functions.guardian };
  for (const [setting, account] of Object.entries(powers)) {
    const fault = account === undefined ? undefined : await ownedFault(setting, account, chain);
    if (fault !== undefined) throw fault;
  }
}

/** Sees that claims do not end before they begin; `now` is the chain's clock. @throws ALT_CONFIG_AIRDROP_PAST */
export function requireAirdropAhead({ token }: Organisation, now: bigint): void {
  const expires = token?.airdrop?.expires;
  if (expires !== undefined && BigInt(expires) <= now)
    throw fail("ALT_CONFIG_AIRDROP_PAST", { expires: moment(BigInt(expires)), now: moment(now) });
}

/**
 * Sees that each sale has a phase to come, by the chain's clock. All but the last end at the latest when the next begins.
 * @throws ALT_CONFIG_SALE_PAST
 */
export function requireSalesAhead(collections: readonly Collection[], now: bigint): void {
  for (const { contract, sale } of collections) {
    if (sale?.kind !== "phases") continue;
    const last = [...sale.phases].sort((one, other) => one.start - other.start).at(-1);
    if (last?.end === undefined || last.end > now) continue;
    throw fail("ALT_CONFIG_SALE_PAST", { contract, end: moment(BigInt(last.end)), now: moment(now) });
  }
}

async function ownedFault(
  setting: string,
  account: string,
  chain: ChainView,
): Promise<AlthingError | undefined> {
  const code = await chain.codeAt(account);
  const isExternal = code === "0x" || code.toLowerCase().startsWith(LENT_CODE);
  return isExternal
    ? fail("ALT_CONFIG_EXTERNALLY_OWNED", { setting, account, chainId: chain.chainId })
    : undefined;
}
