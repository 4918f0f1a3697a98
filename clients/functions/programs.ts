import { fail } from "../../protocol/errors.ts";
import type { Program } from "../../protocol/task.ts";
import { hashProgram } from "../../protocol/typed-data.ts";
import type { FunctionRouter } from "../../types/index.js";
import { type ContractCaller, minedOf } from "../support/contract-caller.ts";
import type { EventArgs } from "../support/events.ts";
import { once } from "../support/once.ts";
import type { Admitted, AdmittedProgram, FunctionVersion } from "./function-types.ts";

/** What the router admitted: the programs that calls may name. */
export class Programs {
  readonly #caller: ContractCaller;
  readonly #router: FunctionRouter;
  /** The program of an id. Programs never change, so each is read once. */
  readonly of: (id: string) => Promise<Program>;

  constructor(caller: ContractCaller, router: FunctionRouter) {
    this.#caller = caller;
    this.#router = router;
    this.of = once((id) => this.#read(id));
  }

  /** A function's programs in the order in which they were admitted. */
  async admitted(functionId: bigint): Promise<AdmittedProgram[]> {
    const { ProgramAdmitted } = this.#router.filters;
    const filter = ProgramAdmitted(undefined, functionId);
    const events = await this.#caller.findEvents(this.#router, ProgramAdmitted, filter);
    return Promise.all(
      events.map(async ({ args }) => ({
        ...programOf(args),
        id: args.program,
        callable: await this.#isAdmitted(args.program),
      })),
    );
  }

  /**
   * The id by which a call names a version: under the execution domain that is asked for, else under the newest
   * allowed one that it was admitted for. Throws ALT_FUNCTIONS_DOMAIN, ALT_FUNCTIONS_NO_DOMAIN or
   * ALT_FUNCTIONS_NOT_ADMITTED.
   */
  async idFor(version: FunctionVersion, executionDomain?: string): Promise<string> {
    const domains = executionDomain === undefined ? await this.#allowedDomains() : [executionDomain];
    for (const domain of domains) {
      const id = hashProgram({ ...version, executionDomain: domain });
      if (await this.#isAdmitted(id)) return id;
    }
    await this.#requireDomain(executionDomain);
    throw fail("ALT_FUNCTIONS_NOT_ADMITTED", {
      functionId: version.functionId,
      version: version.version,
      executionDomain: domains[0] ?? "",
    });
  }

  /** Lets calls name a version under an execution domain, the newest that the DAO allows if none is named. */
  async admit(version: FunctionVersion, executionDomain?: string): Promise<Admitted> {
    const [newest = ""] = executionDomain === undefined ? await this.#allowedDomains() : [executionDomain];
    const { functionId, version: number, codeHash } = version;
    const program = { functionId, version: number, codeHash, executionDomain: newest };
    const id = hashProgram(program);
    if (await this.#isAdmitted(id)) return { ...program, id, mined: undefined };
    const receipt = await this.#caller.send("router", () => this.#router.admit(functionId, number, newest));
    return { ...program, id, mined: minedOf(receipt) };
  }

  /** The execution domains that the DAO allows, the one allowed last first; ALT_FUNCTIONS_NO_DOMAIN if there is none. */
  async #allowedDomains(): Promise<string[]> {
    const changes = await this.#caller.findEvents(this.#router, this.#router.filters.DomainAllowed);
    const allowed = new Set<string>();
    for (const { args } of changes) {
      allowed.delete(args.executionDomain);
      if (args.allowed) allowed.add(args.executionDomain);
    }
    if (allowed.size === 0) throw fail("ALT_FUNCTIONS_NO_DOMAIN");
    return [...allowed].reverse();
  }

  async #requireDomain(executionDomain: string | undefined): Promise<void> {
    if (executionDomain === undefined) return;
    const allowed = await this.#caller.read("router", () => this.#router.isDomainAllowed(executionDomain));
    if (!allowed) throw fail("ALT_FUNCTIONS_DOMAIN", { executionDomain });
  }

  async #read(id: string): Promise<Program> {
    const { ProgramAdmitted } = this.#router.filters;
    const [found] = await this.#caller.findEvents(this.#router, ProgramAdmitted, ProgramAdmitted(id));
    if (found === undefined) throw fail("ALT_CLIENT_EVENT_MISSING", { event: "ProgramAdmitted" });
    return programOf(found.args);
  }

  #isAdmitted(id: string): Promise<boolean> {
    return this.#caller.read("router", () => this.#router.isAdmitted(id));
  }
}

function programOf(args: EventArgs<FunctionRouter["filters"]["ProgramAdmitted"]>): Program {
  const { functionId, version, codeHash, executionDomain } = args;
  return { functionId, version, codeHash, executionDomain };
}
