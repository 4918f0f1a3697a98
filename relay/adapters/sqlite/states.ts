import { liveStates, pendingStates, type RequestState } from "../../domain/request.ts";

/** As lists for SQL. Indexes of some states serve only queries that list the same states in the same order. */
export const PENDING = listed(pendingStates);
export const LIVE = listed(liveStates);

function listed(states: readonly RequestState[]): string {
  return states.map((state) => `'${state}'`).join(", ");
}
