/** How many primes there are below a limit. Implements `IPrimes`. */

/** By the sieve of Eratosthenes, over the odd numbers: a byte each. */
export function countPrimes(limit: u32): u32 {
  if (limit <= 2) return 0;
  const size = limit >> 1;
  const composite = new StaticArray<bool>(size);
  for (let index: u32 = 1; oddAt(index) * oddAt(index) < limit; index++) {
    if (!unchecked(composite[index])) crossOut(composite, <u32>oddAt(index), size);
  }
  // The first place stands for 1, which is no prime; 2, which is one, makes up for it.
  let count: u32 = 0;
  for (let index: u32 = 0; index < size; index++) count += u32(!unchecked(composite[index]));
  return count;
}

/** By trial division by odd numbers: slower, in no memory. */
export function countPrimesByDivision(limit: u32): u32 {
  let count = u32(limit > 2);
  for (let number: u32 = 3; number < limit; number += 2) count += u32(isOddPrime(number));
  return count;
}

function oddAt(index: u32): u64 {
  return 2 * <u64>index + 1;
}

function crossOut(composite: StaticArray<bool>, prime: u32, size: u32): void {
  for (let index = (prime * prime) >> 1; index < size; index += prime) unchecked((composite[index] = true));
}

function isOddPrime(number: u32): bool {
  for (let divisor: u32 = 3; divisor * divisor <= number; divisor += 2) {
    if (number % divisor == 0) return false;
  }
  return true;
}
