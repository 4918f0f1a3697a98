import { computeAddress, getAddress, isAddress, isHexString } from "ethers";
import { fail } from "../protocol/errors.ts";
import { LOCAL_OPERATOR } from "../protocol/local-chain.ts";
import type { Environment } from "./environment.ts";

/** A member of the operator set; see `IOperatorSet.Operator`. */
export interface Operator {
  readonly signer: string;
  readonly sender: string;
  readonly payout: string;
}

/**
 * The first operator set. `ALTHING_OPERATORS` lists `signer`, or `signer/sender/payout`, separated by commas; else
 * `ALTHING_OPERATOR_KEY` is the one operator; else, on a local chain, the development account is.
 */
export function operatorsFrom(env: Environment, local: boolean): Operator[] {
  const listed = env.ALTHING_OPERATORS?.trim();
  if (listed) return ascending(listed.split(",").map(readOperator));
  const key = env.ALTHING_OPERATOR_KEY?.trim();
  if (key) return [single(addressOfKey(key))];
  if (local) return [single(LOCAL_OPERATOR)];
  throw fail("ALT_DEPLOY_OPERATOR_MISSING");
}

function readOperator(text: string): Operator {
  const addresses = text.split("/").map((part) => part.trim());
  if (addresses.length > 3 || !addresses.every((address) => isAddress(address))) {
    throw fail("ALT_DEPLOY_SETTING_INVALID", {
      name: "ALTHING_OPERATORS",
      value: text,
      expected: "an address, or signer/sender/payout",
    });
  }
  const [signer = "", sender = signer, payout = sender] = addresses.map((address) => getAddress(address));
  return { signer, sender, payout };
}

function single(address: string): Operator {
  return { signer: address, sender: address, payout: address };
}

/** The key itself never reaches an error's text. */
function addressOfKey(key: string): string {
  if (isHexString(key, 32)) return computeAddress(key);
  throw fail("ALT_DEPLOY_SETTING_INVALID", {
    name: "ALTHING_OPERATOR_KEY",
    value: "what it holds",
    expected: "a private key: 0x and 64 hex digits",
  });
}

/** The operator set wants its signers ascending. */
function ascending(operators: readonly Operator[]): Operator[] {
  return [...operators].sort((a, b) => (BigInt(a.signer) < BigInt(b.signer) ? -1 : 1));
}
