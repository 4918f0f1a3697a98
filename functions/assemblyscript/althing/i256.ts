import { U256 } from "./u256";

/** A signed integer of 256 bits, in two's complement, which wraps around. Values are never changed once made. */
export class I256 {
  constructor(readonly bits: U256) {}

  static from(value: i64): I256 {
    const sign = <u64>(value >> 63);
    return new I256(new U256(<u64>value, sign, sign, sign));
  }

  /** Whether a type of that many bits holds the value. */
  fits(size: i32): bool {
    return (this.isNegative() ? this.bits.not() : this.bits).fits(size - 1);
  }

  isNegative(): bool {
    return this.bits.d >> 63 != 0;
  }

  /** The lowest 64 bits. */
  toI64(): i64 {
    return <i64>this.bits.a;
  }

  @operator("+")
  add(other: I256): I256 {
    return new I256(this.bits.add(other.bits));
  }

  @operator("-")
  sub(other: I256): I256 {
    return new I256(this.bits.sub(other.bits));
  }

  @operator("*")
  mul(other: I256): I256 {
    return new I256(this.bits.mul(other.bits));
  }

  /** The quotient, rounded towards zero. Division by zero ends the call. */
  @operator("/")
  div(other: I256): I256 {
    const quotient = new I256(this.magnitude().div(other.magnitude()));
    return this.isNegative() == other.isNegative() ? quotient : quotient.negated();
  }

  @operator.prefix("-")
  negated(): I256 {
    return new I256(U256.ZERO.sub(this.bits));
  }

  /** How far from zero; right for the lowest value too. */
  magnitude(): U256 {
    return this.isNegative() ? U256.ZERO.sub(this.bits) : this.bits;
  }

  @operator("==")
  equals(other: I256): bool {
    return this.bits.equals(other.bits);
  }

  @operator("!=")
  differs(other: I256): bool {
    return !this.equals(other);
  }

  @operator("<")
  less(other: I256): bool {
    if (this.isNegative() != other.isNegative()) return this.isNegative();
    return this.bits.less(other.bits);
  }

  @operator(">")
  greater(other: I256): bool {
    return other.less(this);
  }

  @operator("<=")
  atMost(other: I256): bool {
    return !other.less(this);
  }

  @operator(">=")
  atLeast(other: I256): bool {
    return !this.less(other);
  }

  /** In decimal. */
  toString(): string {
    const digits = this.magnitude().toString();
    return this.isNegative() ? `-${digits}` : digits;
  }
}
