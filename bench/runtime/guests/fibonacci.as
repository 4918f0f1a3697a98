// Calls and nothing else: the worst case of a meter at function entries.

export function fibonacci(n: i32): i32 {
  return n < 2 ? n : fibonacci(n - 1) + fibonacci(n - 2);
}
