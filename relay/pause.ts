export interface PauseOptions {
  /** Ends the pause at once. */
  readonly signal: AbortSignal;
  /** Whether the pause keeps the process alive. */
  readonly keepAlive: boolean;
}

/** Waits; it never rejects. */
export function pauseFor(milliseconds: number, { signal, keepAlive }: PauseOptions): Promise<void> {
  return new Promise((resolve) => {
    if (signal.aborted) return resolve();
    const end = () => {
      clearTimeout(timer);
      signal.removeEventListener("abort", end);
      resolve();
    };
    const timer = setTimeout(end, milliseconds);
    if (!keepAlive) timer.unref();
    signal.addEventListener("abort", end);
  });
}

/** Whether `work` ends within so many milliseconds; it goes on if it does not. */
export async function endsWithin(work: Promise<unknown>, milliseconds: number): Promise<boolean> {
  const ended = new AbortController();
  const inTime = work.then(() => true);
  const late = pauseFor(milliseconds, { signal: ended.signal, keepAlive: true }).then(() => false);
  try {
    return await Promise.race([inTime, late]);
  } finally {
    ended.abort();
  }
}
