import { type ParseArgsConfig, parseArgs } from "node:util";

/**
 * What the command line says. Ends the process with `usage` instead where `--help` is asked for (exit code 0), or where
 * the command line is wrong (exit code 1, with what is wrong).
 */
export function commandLine<const Config extends ParseArgsConfig>(
  usage: string,
  config: Config,
): ReturnType<typeof parseArgs<Config>> {
  if (process.argv.includes("--help")) {
    console.log(usage);
    process.exit(0);
  }
  try {
    return parseArgs(config);
  } catch (error) {
    return misused(usage, error);
  }
}

/** Whether `--check` was given: for commands that write a file, and take nothing else. */
export function isCheck(script: string): boolean {
  const options = { check: { type: "boolean", default: false } } as const;
  return commandLine(`Usage: npm run ${script} [-- --check]`, { options }).values.check;
}

/** Node's first sentence tells what is wrong; those that follow are about other programs' command lines. */
function misused(usage: string, error: unknown): never {
  const [fault] = (error as Error).message.split(/\.\s/, 1);
  console.error(`${fault}\n${usage}`);
  process.exit(1);
}
