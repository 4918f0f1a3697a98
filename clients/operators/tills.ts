import type { FunctionRouter } from "../../types/index.js";
import type { ContractCaller } from "../support/contract-caller.ts";
import type { Till } from "./operator-types.ts";

/** Where settlements' earnings wait until they are collected. */
export class Tills {
  readonly #caller: ContractCaller;
  readonly #router: FunctionRouter;

  constructor(caller: ContractCaller, router: FunctionRouter) {
    this.#caller = caller;
    this.#router = router;
  }

  /** The tills of an epoch that hold something, of these senders and of whoever submits for them. */
  async find(epoch: bigint, senders: readonly string[]): Promise<Till[]> {
    const submitters = [...new Set([...senders, ...(await this.#deputiesOf(senders))])];
    const functionIds = await this.#functionIds();
    const keys = submitters.flatMap((submitter) =>
      functionIds.map((functionId) => ({ epoch, submitter, functionId })),
    );
    const tills = await Promise.all(keys.map((key) => this.#read(key)));
    return tills.filter(
      ({ reimbursed, operators, treasury, royalty }) => reimbursed + operators + treasury + royalty > 0n,
    );
  }

  async #read(key: Pick<Till, "epoch" | "submitter" | "functionId">): Promise<Till> {
    const takings = await this.#caller.read("router", () => this.#router.tillOf(key));
    const { reimbursed, operators, treasury, royalty } = takings;
    return { ...key, reimbursed, operators, treasury, royalty };
  }

  /** Who ever was a deputy: one that no longer is may have left something in a till. */
  async #deputiesOf(senders: readonly string[]): Promise<string[]> {
    const { DeputyChanged } = this.#router.filters;
    const events = await this.#caller.findEvents(this.#router, DeputyChanged);
    return events.filter(({ args }) => senders.includes(args.sender)).map(({ args }) => args.deputy);
  }

  /** Nothing else can have earned: calls name admitted programs. */
  async #functionIds(): Promise<bigint[]> {
    const events = await this.#caller.findEvents(this.#router, this.#router.filters.ProgramAdmitted);
    return [...new Set(events.map(({ args }) => args.functionId))];
  }
}
