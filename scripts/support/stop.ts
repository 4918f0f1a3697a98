/** Whether the user wants an end. */
export interface StopRequest {
  readonly requested: boolean;
  /** Listens no more. */
  release(): void;
}

/** The first Ctrl-C (or SIGTERM) asks for an end after the step in hand; a second one ends the process at once. */
export function listenForStop(say: (line: string) => void): StopRequest {
  let requested = false;
  const stop = () => {
    requested = true;
    release();
    say("Stopping once the transaction in hand is mined; Ctrl-C again leaves it to the next run.");
  };
  const release = () => {
    process.off("SIGINT", stop).off("SIGTERM", stop);
  };
  process.on("SIGINT", stop).on("SIGTERM", stop);
  return {
    get requested() {
      return requested;
    },
    release,
  };
}
