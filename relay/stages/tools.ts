import type { Clock, Log } from "../ports.ts";
import type { OnProgress } from "../progress.ts";
import type { RelaySettings } from "../settings.ts";

/** What every stage has at hand, beside the store and its ports. */
export interface Tools {
  readonly settings: RelaySettings;
  readonly clock: Clock;
  readonly log: Log;
  readonly emit: OnProgress;
}
