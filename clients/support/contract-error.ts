import type { ErrorCode } from "../../protocol/error-catalogue.ts";
import { AlthingError } from "../../protocol/errors.ts";
import { type DecodedRevert, revertDataOf, revertDecoder } from "../../protocol/reverts.ts";
import type { ContractErrorArgs, ContractErrorName } from "./contract-error-types.ts";
import { contractAbis } from "./contracts.ts";
import { openZeppelinErrors } from "./openzeppelin-errors.generated.ts";
import { explainRevert } from "./revert-codes.ts";

/**
 * A contract refused. `revert` is its error by name and arguments. `code` is one of our own where a user can do
 * something about it (ALT_TOKEN_BALANCE, …), else ALT_REVERTED.
 */
export class ContractError<Revert extends DecodedRevert = DecodedRevert> extends AlthingError {
  readonly revert: Revert;

  constructor(
    code: ErrorCode,
    figures: Record<string, string | number | bigint>,
    revert: Revert,
    cause: unknown,
  ) {
    super(code, figures, cause);
    this.revert = revert;
  }
}

/** A contract's error `Name` with its arguments typed. */
export type NamedContractError<Name extends ContractErrorName> = ContractError<
  DecodedRevert & { readonly name: Name; readonly args: ContractErrorArgs<Name> }
>;

let decoder: ReturnType<typeof revertDecoder> | undefined;

/** Decodes revert data by every error of our contracts and of OpenZeppelin's. */
export function decodeRevert(data: string): DecodedRevert {
  decoder ??= revertDecoder([...contractAbis, openZeppelinErrors]);
  return decoder(data);
}

/** The contract's error that `error` carries, however its provider wrapped it; undefined if it is no revert. */
export function toContractError(error: unknown): ContractError | undefined {
  if (error instanceof ContractError) return error;
  const data = revertDataOf(error);
  return data === undefined ? undefined : contractErrorOf(data, error);
}

/** The contract's error of this revert data. */
export function contractErrorOf(data: string, cause?: unknown): ContractError {
  const revert = decodeRevert(data);
  const { code, figures } = explainRevert(revert);
  return new ContractError(code, figures, revert, cause);
}

/**
 * Whether `error` is the contract's error `name`; its arguments are typed then.
 *
 * @example if (isContractError(error, "RouterBalance")) console.log(error.revert.args.needed);
 */
export function isContractError<Name extends ContractErrorName>(
  error: unknown,
  name: Name,
): error is NamedContractError<Name> {
  return error instanceof ContractError && error.revert.name === name;
}
