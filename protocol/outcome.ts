/**
 * How an execution ended, as `Outcome` in contracts/functions/FunctionTypes.sol numbers it. Zero means "no receipt".
 * Success and Revert carry a result and charge the fuel used; OutOfFuel and Trap carry none and charge the whole
 * fuel limit; Unserviceable (a quorum says it cannot be run) carries none and charges no fuel.
 */
export const Outcome = { Success: 1, Revert: 2, OutOfFuel: 3, Trap: 4, Unserviceable: 5 } as const;
export type Outcome = (typeof Outcome)[keyof typeof Outcome];
