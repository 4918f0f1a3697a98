import { AbiCoder, keccak256 } from "ethers";

/** What a collection's commitment hides until the reveal. */
export interface RevealSecret {
  /** 32 bytes that nobody can guess. */
  readonly seed: string;
  /** Where the metadata is: a number and the collection's suffix follow it. */
  readonly baseUri: string;
}

/** What a collection is made with: `keccak256(abi.encode(bytes32 seed, string baseURI))`. */
export function commitmentOf({ seed, baseUri }: RevealSecret): string {
  return keccak256(AbiCoder.defaultAbiCoder().encode(["bytes32", "string"], [seed, baseUri]));
}
