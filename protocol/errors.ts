import { type ErrorCode, errorCatalogue } from "./error-catalogue.ts";

type Placeholder<Template extends string> = Template extends `${string}{${infer Name}}${infer Rest}`
  ? Name | Placeholder<Rest>
  : never;

type Entry<Code extends ErrorCode> = (typeof errorCatalogue)[Code];

/** The figures that an error's message and remedy name. */
export type ErrorFigures<Code extends ErrorCode> = Record<
  Placeholder<Entry<Code>["message"] | Entry<Code>["remedy"]>,
  string | number | bigint
>;

type FigureArguments<Code extends ErrorCode> = [keyof ErrorFigures<Code>] extends [never]
  ? [figures?: Record<string, never>, cause?: unknown]
  : [figures: ErrorFigures<Code>, cause?: unknown];

/**
 * The one error class of the toolkit. `message` is one sentence with the figures, `remedy` says what to do next,
 * `code` never changes between releases and is what programs should look at.
 */
export class AlthingError extends Error {
  override readonly name = "AlthingError";
  readonly code: ErrorCode;
  readonly remedy: string;
  readonly figures: Readonly<Record<string, string | number | bigint>>;

  constructor(code: ErrorCode, figures: Record<string, string | number | bigint>, cause?: unknown) {
    super(fillIn(errorCatalogue[code].message, figures), cause === undefined ? undefined : { cause });
    this.code = code;
    this.figures = figures;
    this.remedy = fillIn(errorCatalogue[code].remedy, figures);
  }
}

/** Makes the error `code`; the compiler asks for exactly the figures that its template names. */
export function fail<Code extends ErrorCode>(
  code: Code,
  ...[figures, cause]: FigureArguments<Code>
): AlthingError {
  return new AlthingError(code, figures ?? {}, cause);
}

/** Walks an error's causes, outermost first, and returns the first that is Althing's own. */
export function findAlthingError(error: unknown): AlthingError | undefined {
  for (let current = error; current instanceof Error; current = current.cause) {
    if (current instanceof AlthingError) return current;
  }
  return undefined;
}

function fillIn(template: string, figures: Record<string, string | number | bigint>): string {
  return template.replace(/\{(\w+)\}/g, (placeholder, name: string) => String(figures[name] ?? placeholder));
}
