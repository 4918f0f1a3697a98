// NaNs of many payloads through arithmetic and through what keeps bits. The result folds the bits of all.

const singles: StaticArray<u32> = [0x7fc00000, 0xffc00001, 0x7f800001, 0xffffffff, 0x7fa5a5a5, 0x3f800000, 0x80000000];
const doubles: StaticArray<u64> = [
  0x7ff8000000000000, 0xfff8000000000001, 0x7ff0000000000001, 0xffffffffffffffff, 0x7ff5a5a5a5a5a5a5, 0x3ff0000000000000,
  0x8000000000000000,
];
const scratch = memory.data(16);

export function arithmetic(rounds: i32): i32 {
  let folded: u64 = 0;
  for (let round = 0; round < rounds; round++) {
    for (let one = 0; one < singles.length; one++) {
      for (let other = 0; other < singles.length; other++) {
        folded = rotl<u64>(folded, 5) ^ ofSingles(reinterpret<f32>(unchecked(singles[one])), reinterpret<f32>(unchecked(singles[other])));
        folded = rotl<u64>(folded, 5) ^ ofDoubles(reinterpret<f64>(unchecked(doubles[one])), reinterpret<f64>(unchecked(doubles[other])));
      }
    }
  }
  return <i32>(folded ^ (folded >> 32));
}

function ofSingles(a: f32, b: f32): u64 {
  store<f32>(scratch, a + b);
  let folded = <u64>load<u32>(scratch);
  folded = rotl<u64>(folded, 7) ^ reinterpret<u32>(a - b);
  folded = rotl<u64>(folded, 7) ^ reinterpret<u32>(a * b);
  folded = rotl<u64>(folded, 7) ^ reinterpret<u32>(a / b);
  folded = rotl<u64>(folded, 7) ^ reinterpret<u32>(min(a, b));
  folded = rotl<u64>(folded, 7) ^ reinterpret<u32>(max(a, b));
  folded = rotl<u64>(folded, 7) ^ reinterpret<u32>(sqrt(a));
  folded = rotl<u64>(folded, 7) ^ reinterpret<u32>(nearest(a));
  folded = rotl<u64>(folded, 7) ^ reinterpret<u32>(copysign(a, b - a));
  return rotl<u64>(folded, 7) ^ reinterpret<u64>(<f64>a);
}

function ofDoubles(a: f64, b: f64): u64 {
  store<f64>(scratch, a + b);
  let folded = load<u64>(scratch);
  folded = rotl<u64>(folded, 7) ^ reinterpret<u64>(a - b);
  folded = rotl<u64>(folded, 7) ^ reinterpret<u64>(a * b);
  folded = rotl<u64>(folded, 7) ^ reinterpret<u64>(a / b);
  folded = rotl<u64>(folded, 7) ^ reinterpret<u64>(min(a, b));
  folded = rotl<u64>(folded, 7) ^ reinterpret<u64>(max(a, b));
  folded = rotl<u64>(folded, 7) ^ reinterpret<u64>(sqrt(a));
  folded = rotl<u64>(folded, 7) ^ reinterpret<u64>(floor(a));
  folded = rotl<u64>(folded, 7) ^ reinterpret<u64>(copysign(a, b - a));
  return rotl<u64>(folded, 7) ^ reinterpret<u32>(<f32>a);
}
