import { chainTime } from "../../deploy/chain.ts";
import { fail } from "../../protocol/errors.ts";
import { LOCAL_CHAIN_ID } from "../../protocol/local-chain.ts";
import type { Workspace } from "../shared/clients.ts";
import { advanceTo } from "../shared/time.ts";

/** Lets a local chain's clock reach `time` (Unix seconds); a later one stands. Throws ALT_DAO_ADVANCE_NOT_LOCAL. */
export async function skipTo(
  { connection, addresses, output }: Pick<Workspace, "connection" | "addresses" | "output">,
  time: bigint,
): Promise<void> {
  if (addresses.chainId !== LOCAL_CHAIN_ID) {
    throw fail("ALT_DAO_ADVANCE_NOT_LOCAL", { chainId: addresses.chainId });
  }
  const wait = time - (await chainTime(connection.provider));
  if (wait <= 0n) return;
  output.progress(`The local chain's clock goes ${wait} s ahead.`);
  await advanceTo(connection.provider, time);
}
