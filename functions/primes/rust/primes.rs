//! How many primes there are below a limit. Implements `IPrimes`, as functions/primes/assembly does.

#![no_std]

#[path = "../../rust/althing.rs"]
#[macro_use]
mod althing;

use althing::{selector, set_result, unknown_endpoint, word, zeroed, Arguments};

announce_abi!("../assembly/abi.json");

const COUNT_PRIMES: [u8; 4] = selector("countPrimes(uint32)");
const COUNT_PRIMES_BY_DIVISION: [u8; 4] = selector("countPrimesByDivision(uint32)");

#[no_mangle]
pub extern "C" fn call() {
    let (called, mut arguments) = Arguments::of_call();
    let count = match called {
        COUNT_PRIMES => count_primes(arguments.u32()),
        COUNT_PRIMES_BY_DIVISION => count_primes_by_division(arguments.u32()),
        _ => unknown_endpoint(called),
    };
    set_result(&[word(count.into())]);
}

/// By the sieve of Eratosthenes, over the odd numbers: a byte each.
fn count_primes(limit: u32) -> u32 {
    if limit <= 2 {
        return 0;
    }
    let composite = zeroed((limit / 2) as usize);
    let mut index = 1;
    while odd_at(index) * odd_at(index) < limit.into() {
        if composite[index] == 0 {
            let prime = 2 * index + 1;
            let multiples = composite[prime * prime / 2..].iter_mut().step_by(prime);
            multiples.for_each(|multiple| *multiple = 1);
        }
        index += 1;
    }
    // The first place stands for 1, which is no prime; 2, which is one, makes up for it.
    composite.iter().map(|is_composite| 1 - u32::from(*is_composite)).sum()
}

fn odd_at(index: usize) -> u64 {
    2 * index as u64 + 1
}

/// By trial division by odd numbers: slower, in no memory.
fn count_primes_by_division(limit: u32) -> u32 {
    let odd = (3..limit).step_by(2).filter(|number| is_odd_prime(*number)).count() as u32;
    odd + u32::from(limit > 2)
}

fn is_odd_prime(number: u32) -> bool {
    let divisors = (3..).step_by(2);
    divisors.take_while(|divisor| divisor * divisor <= number).all(|divisor| number % divisor != 0)
}
