import { type InterfaceAbi, toBigInt } from "ethers";
import { type AlthingError, fail } from "../../../protocol/errors.ts";
import { revertDecoder } from "../../../protocol/reverts.ts";
import { ContractError, contractErrorOf } from "../../support/contract-error.ts";
import { tokens } from "../../support/format.ts";
import type { CallFrame } from "./call-frames.ts";

/** Says why a call failed, by every error of our contracts, of OpenZeppelin's and of `abis`. */
export function failureReader(abis: readonly InterfaceAbi[]) {
  const decode = revertDecoder(abis);
  return (frame: CallFrame, treasuryWei: bigint): AlthingError => {
    const { output = "0x", error = "", value } = frame;
    const sent = toBigInt(value ?? "0x0");
    if (output === "0x" && sent > treasuryWei) {
      return fail("ALT_DAO_TREASURY_ETHER", { had: tokens(treasuryWei), needed: tokens(sent) });
    }
    if (output === "0x" && !/revert/i.test(error)) return fail("ALT_DAO_CALL_FAILED", { reason: error });
    const known = contractErrorOf(output);
    if (!known.revert.name.startsWith("0x")) return known;
    const revert = decode(output);
    return new ContractError("ALT_REVERTED", { error: revert.text }, revert, undefined);
  };
}
