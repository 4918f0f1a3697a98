/**
 * The meter: one i64 that holds fuel and stack together, so that one subtraction charges both and one test checks
 * both. Fuel is in the upper 44 bits, signed; slots of stack left are in the lower 20. Each function takes the meter as
 * an extra last parameter and gives it back as an extra last result, so that it stays in a register.
 */
export const SLOT_BITS = 20;
const SLOT_UNITS = 2 ** SLOT_BITS;
const FUEL_UNIT = BigInt(SLOT_UNITS);

/** Most slots of stack that the meter can hold: a count below zero must show as the field's highest bit. */
export const MAXIMUM_SLOTS = SLOT_UNITS / 2 - 1;

/** Bits that are set once fuel or slots are negative. */
export const EXHAUSTED_MASK = BigInt.asIntN(64, (1n << 63n) | (1n << BigInt(SLOT_BITS - 1)));

/** What to subtract from a meter, as a number: at most 2^33 units of fuel. */
export function meterUnits(fuel: number, slots = 0): number {
  return fuel * SLOT_UNITS + slots;
}

/** @returns the two as one, within 64 bits: V8 then computes it without allocating. */
export function packMeter(fuel: bigint, slots: bigint): bigint {
  return BigInt.asIntN(64, fuel * FUEL_UNIT + slots);
}

export function unpackMeter(meter: bigint): { fuel: bigint; slots: bigint } {
  const slots = BigInt.asIntN(SLOT_BITS, meter);
  return { fuel: (meter - slots) >> BigInt(SLOT_BITS), slots };
}
