/** What a task printed. */
export interface Printed {
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs `act` and keeps what it prints through `console` from the screen. */
export async function capture<Value>(
  act: () => Promise<Value>,
): Promise<Printed & { readonly value: Value }> {
  const { log, error } = console;
  const [stdout, stderr]: [string[], string[]] = [[], []];
  console.log = (...words) => void stdout.push(words.join(" "));
  console.error = (...words) => void stderr.push(words.join(" "));
  try {
    const value = await act();
    return { value, stdout: stdout.join("\n"), stderr: stderr.join("\n") };
  } finally {
    console.log = log;
    console.error = error;
  }
}
