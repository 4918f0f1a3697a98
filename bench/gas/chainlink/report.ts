// What Chainlink's nodes agree on by OCR2, and the form in which its coordinator takes it.

import {
  AbiCoder,
  type Contract,
  type ContractTransactionReceipt,
  hexlify,
  keccak256,
  type SigningKey,
  toBeHex,
  ZeroHash,
} from "ethers";
import { eventIn } from "../../chain.ts";
import { signByQuorum } from "../operators.ts";

/** A request that the coordinator announced: its id and the commitment, ABI-encoded. */
export interface Announced {
  readonly id: string;
  readonly commitment: string;
}

/** The request that the coordinator announced in a transaction. */
export function announced(coordinator: Contract, receipt: ContractTransactionReceipt): Announced {
  const { requestId, commitment } = eventIn(coordinator, receipt, "OracleRequest");
  const parameter = coordinator.interface.getEvent("OracleRequest")?.inputs.at(-1);
  if (parameter === undefined) throw new Error("no OracleRequest in the coordinator's ABI");
  return {
    id: requestId as string,
    commitment: AbiCoder.defaultAbiCoder().encode([parameter], [commitment]),
  };
}

/** Ids, results, errors, on-chain metadata (commitments) and off-chain metadata, each by place. */
export function encodeReport(requests: readonly Announced[], results: readonly string[]): string {
  const nothing = requests.map(() => "0x");
  return AbiCoder.defaultAbiCoder().encode(
    ["bytes32[]", "bytes[]", "bytes[]", "bytes[]", "bytes[]"],
    [requests.map(({ id }) => id), results, nothing, requests.map(({ commitment }) => commitment), nothing],
  );
}

/** The arguments of `transmit`. A report's number (epoch and round) differs from those before. */
export function signedReport(keys: readonly SigningKey[], digest: string, number: number, report: string) {
  const context = [digest, toBeHex(number << 8, 32), ZeroHash];
  const signed = keccak256(
    AbiCoder.defaultAbiCoder().encode(["bytes32", "bytes32[3]"], [keccak256(report), context]),
  );
  const signatures = signByQuorum(keys, signed);
  const recovery = new Uint8Array(32).map((_, place) => signatures[place]?.yParity ?? 0);
  return [context, report, signatures.map(({ r }) => r), signatures.map(({ s }) => s), hexlify(recovery)];
}
