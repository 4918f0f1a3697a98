/** A test script of the official suite as `wast2json` writes it. Numbers are the decimal text of their bits. */

export interface Value {
  readonly type: string;
  /** Absent where only the type is known, as for a call that must trap. */
  readonly value?: string;
}

export interface Action {
  readonly type: "invoke" | "get";
  /** The module's name; the last module if left out. */
  readonly module?: string;
  readonly field: string;
  readonly args?: readonly Value[];
}

export interface ModuleCommand {
  readonly type: "module";
  readonly line: number;
  readonly name?: string;
  readonly filename: string;
}

export interface RegisterCommand {
  readonly type: "register";
  readonly line: number;
  readonly name?: string;
  /** The module name under which others import from it. */
  readonly as: string;
}

export interface ActionCommand {
  readonly type: "action" | "assert_return" | "assert_trap" | "assert_exhaustion";
  readonly line: number;
  readonly action: Action;
  readonly expected: readonly Value[];
  /** Of the trap. */
  readonly text?: string;
}

export interface RefusalCommand {
  readonly type: "assert_invalid" | "assert_malformed" | "assert_unlinkable" | "assert_uninstantiable";
  readonly line: number;
  readonly filename: string;
  readonly module_type: "binary" | "text";
  readonly text: string;
}

export type Command = ModuleCommand | RegisterCommand | ActionCommand | RefusalCommand;

export interface Script {
  readonly commands: readonly Command[];
}
