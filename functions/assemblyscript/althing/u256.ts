/**
 * An unsigned integer of 256 bits, which wraps around as Solidity's does in `unchecked`. Values are never changed once
 * they are made.
 */
export class U256 {
  /** Limbs of 64 bits, the lowest first. */
  constructor(
    readonly a: u64,
    readonly b: u64 = 0,
    readonly c: u64 = 0,
    readonly d: u64 = 0,
  ) {}

  static get ZERO(): U256 {
    return new U256(0);
  }

  static from(value: u64): U256 {
    return new U256(value);
  }

  /** From a big-endian word in memory. */
  static load(from: usize): U256 {
    return new U256(
      bswap(load<u64>(from, 24)),
      bswap(load<u64>(from, 16)),
      bswap(load<u64>(from, 8)),
      bswap(load<u64>(from)),
    );
  }

  /** Writes a big-endian word. */
  store(to: usize): void {
    store<u64>(to, bswap(this.d));
    store<u64>(to, bswap(this.c), 8);
    store<u64>(to, bswap(this.b), 16);
    store<u64>(to, bswap(this.a), 24);
  }

  /** Whether the value is below 2^bits. */
  fits(bits: i32): bool {
    return bits >= 256 || this.shiftRight(bits).isZero();
  }

  isZero(): bool {
    return (this.a | this.b | this.c | this.d) == 0;
  }

  /** The lowest 64 bits. */
  toU64(): u64 {
    return this.a;
  }

  @operator("+")
  add(other: U256): U256 {
    const a = this.a + other.a;
    let carry = u64(a < other.a);
    const b = this.b + other.b + carry;
    carry = u64(carry ? b <= other.b : b < other.b);
    const c = this.c + other.c + carry;
    carry = u64(carry ? c <= other.c : c < other.c);
    return new U256(a, b, c, this.d + other.d + carry);
  }

  @operator("-")
  sub(other: U256): U256 {
    return this.add(other.not().add(new U256(1)));
  }

  @operator("*")
  mul(other: U256): U256 {
    let product = U256.ZERO;
    for (let index = 0; index < 8; index++) {
      const digit = other.digit(index);
      if (digit != 0) product = product.add(this.times(digit).shiftLeft(32 * index));
    }
    return product;
  }

  /** The quotient, rounded down. Division by zero ends the call. */
  @operator("/")
  div(other: U256): U256 {
    return divide(this, other, false);
  }

  /** The remainder. Division by zero ends the call. */
  @operator("%")
  rem(other: U256): U256 {
    return divide(this, other, true);
  }

  @operator.prefix("~")
  not(): U256 {
    return new U256(~this.a, ~this.b, ~this.c, ~this.d);
  }

  @operator("&")
  and(other: U256): U256 {
    return new U256(this.a & other.a, this.b & other.b, this.c & other.c, this.d & other.d);
  }

  @operator("|")
  or(other: U256): U256 {
    return new U256(this.a | other.a, this.b | other.b, this.c | other.c, this.d | other.d);
  }

  @operator("^")
  xor(other: U256): U256 {
    return new U256(this.a ^ other.a, this.b ^ other.b, this.c ^ other.c, this.d ^ other.d);
  }

  @operator("<<")
  shiftLeft(bits: i32): U256 {
    if (bits >= 256) return U256.ZERO;
    let value: U256 = this;
    for (; bits >= 64; bits -= 64) value = new U256(0, value.a, value.b, value.c);
    if (bits == 0) return value;
    const back = 64 - bits;
    return new U256(
      value.a << bits,
      (value.b << bits) | (value.a >> back),
      (value.c << bits) | (value.b >> back),
      (value.d << bits) | (value.c >> back),
    );
  }

  @operator(">>")
  shiftRight(bits: i32): U256 {
    if (bits >= 256) return U256.ZERO;
    let value: U256 = this;
    for (; bits >= 64; bits -= 64) value = new U256(value.b, value.c, value.d, 0);
    if (bits == 0) return value;
    const back = 64 - bits;
    return new U256(
      (value.a >> bits) | (value.b << back),
      (value.b >> bits) | (value.c << back),
      (value.c >> bits) | (value.d << back),
      value.d >> bits,
    );
  }

  @operator("==")
  equals(other: U256): bool {
    return this.xor(other).isZero();
  }

  @operator("!=")
  differs(other: U256): bool {
    return !this.equals(other);
  }

  @operator("<")
  less(other: U256): bool {
    if (this.d != other.d) return this.d < other.d;
    if (this.c != other.c) return this.c < other.c;
    return this.b != other.b ? this.b < other.b : this.a < other.a;
  }

  @operator(">")
  greater(other: U256): bool {
    return other.less(this);
  }

  @operator("<=")
  atMost(other: U256): bool {
    return !other.less(this);
  }

  @operator(">=")
  atLeast(other: U256): bool {
    return !this.less(other);
  }

  /** In decimal. */
  toString(): string {
    const ten = new U256(10);
    let text = "";
    let rest: U256 = this;
    do {
      const quotient = rest.div(ten);
      text = rest.sub(quotient.times(10)).a.toString() + text;
      rest = quotient;
    } while (!rest.isZero());
    return text;
  }

  /** The product with a number of 32 bits. */
  private times(digit: u64): U256 {
    let carry: u64 = 0;
    let product = U256.ZERO;
    for (let index = 0; index < 8; index++) {
      carry += this.digit(index) * digit;
      product = product.or(new U256(carry & 0xffffffff).shiftLeft(32 * index));
      carry >>= 32;
    }
    return product;
  }

  /** Digits to the base 2^32, the lowest first. */
  private digit(index: i32): u64 {
    const limb = index < 2 ? this.a : index < 4 ? this.b : index < 6 ? this.c : this.d;
    return index & 1 ? limb >> 32 : limb & 0xffffffff;
  }
}

/** Long division, bit by bit; two numbers of 64 bits take the machine's own. */
function divide(value: U256, by: U256, wantRemainder: bool): U256 {
  if (by.isZero()) throw new Error("division by zero");
  if (value.fits(64) && by.fits(64)) return new U256(wantRemainder ? value.a % by.a : value.a / by.a);
  let quotient = U256.ZERO;
  let remainder = U256.ZERO;
  for (let bit = 255; bit >= 0; bit--) {
    const top = remainder.d >> 63;
    remainder = remainder.shiftLeft(1).or(new U256(value.shiftRight(bit).a & 1));
    quotient = quotient.shiftLeft(1);
    if (top != 0 || remainder.atLeast(by)) {
      remainder = remainder.sub(by);
      quotient = quotient.or(new U256(1));
    }
  }
  return wantRemainder ? remainder : quotient;
}
