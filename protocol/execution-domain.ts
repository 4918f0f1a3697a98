import { AbiCoder, id, keccak256 } from "ethers";

/** What every operator must share for two executions to be comparable. All fields are 32-byte hex hashes but the versions. */
export interface ExecutionDomainParts {
  readonly rewriterVersion: number;
  readonly costTableHash: string;
  readonly guestAbiVersion: number;
  readonly limitsHash: string;
  /** keccak256 of the engine's WebAssembly as published, before rewriting. */
  readonly engineHash: string;
  /** keccak256 of the guest SDK's prelude. */
  readonly preludeHash: string;
}

const TYPE_HASH = id(
  "ExecutionDomain(uint32 rewriterVersion,bytes32 costTableHash,uint32 guestAbiVersion,bytes32 limitsHash,bytes32 engineHash,bytes32 preludeHash)",
);

/** The id of an execution domain: the EIP-712 struct hash of its parts. Every request pins one. */
export function executionDomainOf(parts: ExecutionDomainParts): string {
  return keccak256(
    AbiCoder.defaultAbiCoder().encode(
      ["bytes32", "uint32", "bytes32", "uint32", "bytes32", "bytes32", "bytes32"],
      [
        TYPE_HASH,
        parts.rewriterVersion,
        parts.costTableHash,
        parts.guestAbiVersion,
        parts.limitsHash,
        parts.engineHash,
        parts.preludeHash,
      ],
    ),
  );
}
