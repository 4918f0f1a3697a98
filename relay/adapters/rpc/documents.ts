/** Most characters of one document. */
const MAX_LENGTH = 128 * 2 ** 20;

const [QUOTE, BACKSLASH] = [0x22, 0x5c];
const OPENING: ReadonlySet<number> = new Set([0x7b, 0x5b]);
const CLOSING: ReadonlySet<number> = new Set([0x7d, 0x5d]);

/**
 * Cuts a stream into the JSON documents that follow each other in it: some nodes part them by line breaks, others by
 * nothing. `take` is false for what cannot be one.
 */
export function documentsIn(onText: (text: string) => void) {
  let rest = "";
  /** As far as `rest` was looked at. */
  let at = 0;
  let depth = 0;
  let isInText = false;
  return { take };

  function take(chunk: string): boolean {
    rest += chunk;
    for (; at < rest.length; at++) {
      look(rest.charCodeAt(at));
      if (depth < 0) return false;
    }
    return rest.length <= MAX_LENGTH;
  }

  function look(character: number): void {
    if (isInText) {
      if (character === BACKSLASH) at++;
      else if (character === QUOTE) isInText = false;
    } else if (character === QUOTE) isInText = true;
    else if (OPENING.has(character)) depth++;
    else if (CLOSING.has(character) && --depth === 0) give();
  }

  function give(): void {
    const text = rest.slice(0, at + 1);
    rest = rest.slice(at + 1);
    at = -1;
    onText(text);
  }
}
