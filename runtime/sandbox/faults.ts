/** The guest did what it may not: the call ends as Trap (or OutOfFuel, if its fuel is negative). */
export class GuestTrap extends Error {}

/** The machine failed, not the guest: there is no result. */
export class HostFault extends Error {}
