/** A line of the page that stands for any number of lines; within a line, for any text. */
const ANYTHING = "…";

/** Whether `printed` is what the page shows, but for figures, hashes, times, empty lines and spacing. */
export function isLike(printed: string, shown: string): boolean {
  return matches(lines(printed), lines(shown));
}

/** Whether something that still runs has printed all that the page shows of its beginning. */
export function beginsLike(printed: string, shown: string): boolean {
  return isLike(printed, `${shown}\n${ANYTHING}`);
}

function matches(printed: readonly string[], shown: readonly string[]): boolean {
  const [first, ...rest] = shown;
  if (first === undefined) return printed.length === 0;
  if (first !== ANYTHING) return isLineLike(printed[0], first) && matches(printed.slice(1), rest);
  return matches(printed, rest) || (printed.length > 0 && matches(printed.slice(1), shown));
}

function isLineLike(printed: string | undefined, shown: string): boolean {
  const [beginning = "", ending] = shown.split(ANYTHING);
  if (printed === undefined || ending === undefined) return printed === shown;
  return printed.startsWith(beginning) && printed.endsWith(ending);
}

function lines(text: string): string[] {
  return text
    .split("\n")
    .map(withoutFigures)
    .filter((line) => line !== "");
}

function withoutFigures(line: string): string {
  return line
    .replace(/store=\S*\.relay/, "store=.relay")
    .replace(/0x[0-9a-f]+/gi, "0x")
    .replace(/\d[\d.,:]*/g, "N")
    .replace(/\s+/g, " ")
    .trim();
}
