// The same algorithms as guests/primes.as, written as one writes them for V8: typed arrays, int32 arithmetic.

const composite = new Uint8Array(5_000_001);

export function sieve(limit: number): number {
  composite.fill(0, 0, limit + 1);
  let count = 0;
  for (let candidate = 2; candidate <= limit; candidate++) {
    if (composite[candidate] !== 0) continue;
    count++;
    if (candidate * candidate > limit) continue;
    for (let multiple = candidate * candidate; multiple <= limit; multiple += candidate) {
      composite[multiple] = 1;
    }
  }
  return count;
}

export function trialDivision(limit: number): number {
  let count = limit >= 2 ? 1 : 0;
  for (let candidate = 3; candidate <= limit; candidate += 2) {
    if (isOddPrime(candidate)) count++;
  }
  return count;
}

function isOddPrime(candidate: number): boolean {
  for (let divisor = 3; divisor * divisor <= candidate; divisor += 2) {
    if (candidate % divisor === 0) return false;
  }
  return true;
}
