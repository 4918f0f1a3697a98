/** A step that the README tells its reader to take, in the order of the page. */
export type Step =
  | { readonly kind: "file"; readonly path: string; readonly text: string }
  | {
      readonly kind: "command";
      readonly command: string;
      readonly expected: string;
      readonly background: boolean;
    };

/**
 * Reads a page's steps: code whose first line is a comment with a path is a file to write; a `console` block holds
 * commands after `$ `, each with what it prints. A block after `<!-- background -->` is left running.
 */
export function stepsOf(page: string): Step[] {
  const blocks = page.matchAll(/(<!-- background -->\n)?```(ts|json|rust|solidity|console)\n(.*?)```/gs);
  return [...blocks].flatMap(([, background, language, text = ""]) =>
    language === "console" ? commandsOf(text, background !== undefined) : fileOf(text),
  );
}

function fileOf(text: string): Step[] {
  const [, path, rest] = /^\/\/ (\S+\.\w+)\n(.*)$/s.exec(text) ?? [];
  return path === undefined || rest === undefined ? [] : [{ kind: "file", path, text: rest }];
}

function commandsOf(text: string, background: boolean): Step[] {
  return text
    .split(/^\$ /m)
    .slice(1)
    .map((entry) => {
      const [command = "", ...lines] = entry.trimEnd().split("\n");
      return { kind: "command", command, expected: lines.join("\n"), background };
    });
}
