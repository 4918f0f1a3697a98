// Primes up to a limit. Memory is reserved once, as in the JavaScript it is compared with.

const composite = new StaticArray<u8>(5_000_001);

export function sieve(limit: i32): i32 {
  memory.fill(changetype<usize>(composite), 0, <usize>limit + 1);
  let count = 0;
  for (let candidate = 2; candidate <= limit; candidate++) {
    if (unchecked(composite[candidate]) != 0) continue;
    count++;
    if (<i64>candidate * <i64>candidate > <i64>limit) continue;
    for (let multiple = candidate * candidate; multiple <= limit; multiple += candidate) {
      unchecked((composite[multiple] = 1));
    }
  }
  return count;
}

export function trialDivision(limit: i32): i32 {
  let count = limit >= 2 ? 1 : 0;
  for (let candidate = 3; candidate <= limit; candidate += 2) {
    if (isOddPrime(candidate)) count++;
  }
  return count;
}

function isOddPrime(candidate: i32): bool {
  for (let divisor = 3; divisor * divisor <= candidate; divisor += 2) {
    if (candidate % divisor == 0) return false;
  }
  return true;
}
