import type {
  ArgumentType,
  CallableContractFuture,
  IgnitionModuleBuilder,
  NamedArtifactContractDeploymentFuture,
  StaticCallFuture,
} from "@nomicfoundation/ignition-core";

export type ContractFuture = NamedArtifactContractDeploymentFuture<string>;
type CallFuture = ReturnType<IgnitionModuleBuilder["call"]>;
type SendingFuture = CallFuture | ContractFuture;

/**
 * Ignition's builder, with each transaction after the one before: a deploy that was interrupted then ends at the same
 * addresses as one that was not.
 */
export class Steps {
  readonly builder: IgnitionModuleBuilder;
  #last: SendingFuture | undefined;

  constructor(builder: IgnitionModuleBuilder) {
    this.builder = builder;
  }

  /** Deploys a contract, which is known by its name. */
  contract(name: string, args: ArgumentType[] = []): ContractFuture {
    const future = this.builder.contract(name, args, { after: this.#after() });
    this.#last = future;
    return future;
  }

  /** Sends a call; `id` tells it from other calls of the same function. */
  call(
    contract: CallableContractFuture<string>,
    method: string,
    args: ArgumentType[],
    id?: string,
  ): CallFuture {
    const options = { after: this.#after(), ...(id === undefined ? {} : { id }) };
    const future = this.builder.call(contract, method, args, options);
    this.#last = future;
    return future;
  }

  /** Reads what is there once all before is done. */
  read(
    contract: CallableContractFuture<string>,
    method: string,
    args: ArgumentType[],
    id?: string,
  ): StaticCallFuture<string, string> {
    const options = { after: this.#after(), ...(id === undefined ? {} : { id }) };
    return this.builder.staticCall(contract, method, args, 0, options);
  }

  #after(): SendingFuture[] {
    return this.#last === undefined ? [] : [this.#last];
  }
}
