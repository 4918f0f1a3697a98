/**
 * The stream of random numbers that belongs to a request: xoshiro128** (Blackman and Vigna, 2018), seeded with the
 * first 16 bytes of its commitment, as in the JavaScript guest's prelude. Anyone who knows the commitment can predict it.
 */
export class RandomStream {
  readonly #state = new Int32Array(4);

  /** @param context an encoded context: the commitment is its first word */
  constructor(context: Uint8Array) {
    const view = new DataView(context.buffer, context.byteOffset);
    for (let index = 0; index < 4; index++) this.#state[index] = view.getInt32(index * 4);
    this.#state[3] = view.getInt32(12) | 1;
  }

  /** The next 64 bits, as a signed integer: two words of the stream, the first in the upper half. */
  next64(): bigint {
    const upper = this.#next();
    return (BigInt(upper) << 32n) | BigInt(this.#next() >>> 0);
  }

  #next(): number {
    const [a = 0, b = 0, c = 0, d = 0] = this.#state;
    const result = Math.imul(rotate(Math.imul(b, 5), 7), 9) | 0;
    const third = c ^ a;
    const fourth = d ^ b;
    this.#state.set([a ^ fourth, b ^ third, third ^ (b << 9), rotate(fourth, 11)]);
    return result;
  }
}

function rotate(value: number, by: number): number {
  return (value << by) | (value >>> (32 - by));
}
