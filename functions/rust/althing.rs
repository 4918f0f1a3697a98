//! The raw WebAssembly guest ABI (docs/runtime.md) for functions in Rust: no standard library, no allocator, no
//! dependency. A function includes this file as a module; see functions/primes/rust/primes.rs.
//!
//! Nothing is ever freed: each call starts from the function's snapshot.

#![allow(dead_code)] // No function needs all of it.

use core::panic::PanicInfo;

#[path = "heap.rs"]
mod heap;
#[path = "selector.rs"]
mod selector;

pub use heap::zeroed;
pub use selector::selector;

/// A value of the ABI: 32 bytes, numbers with the highest byte first.
pub type Word = [u8; 32];

const WORD: usize = 32;
const SELECTOR: usize = 4;

/// Solidity's code of a failed assertion.
const ASSERTION: u64 = 0x01;

mod host {
    #[link(wasm_import_module = "althing")]
    extern "C" {
        pub fn calldata_size() -> usize;
        pub fn calldata_copy(to: *mut u8, from: usize, size: usize);
        pub fn context_copy(to: *mut u8);
        pub fn random() -> u64;
        pub fn log(from: *const u8, size: usize);
        pub fn set_result(from: *const u8, size: usize);
        pub fn revert(from: *const u8, size: usize) -> !;
    }
}

/// Puts the ABI, a JSON array of human-readable fragments, into the module's section `althing:abi`.
#[macro_export]
macro_rules! announce_abi {
    ($file:literal) => {
        #[link_section = "althing:abi"]
        #[used]
        static ABI: [u8; include_bytes!($file).len()] = *include_bytes!($file);
    };
}

/// An endpoint's arguments of static types, read in order. Whatever Solidity's decoder refuses, or that is not there,
/// reverts with `MalformedCalldata()`; bytes after the last argument are ignored.
pub struct Arguments {
    at: usize,
    size: usize,
}

impl Arguments {
    /// The called endpoint's selector, and its arguments.
    pub fn of_call() -> ([u8; SELECTOR], Arguments) {
        let mut arguments = Arguments { at: 0, size: unsafe { host::calldata_size() } };
        let mut selector = [0; SELECTOR];
        arguments.read(&mut selector);
        (selector, arguments)
    }

    pub fn word(&mut self) -> Word {
        let mut word = [0; WORD];
        self.read(&mut word);
        word
    }

    pub fn u64(&mut self) -> u64 {
        let word = self.word();
        let (upper, lower) = word.split_at(WORD - 8);
        if upper.iter().any(|byte| *byte != 0) {
            malformed();
        }
        lower.iter().fold(0, |number, byte| number << 8 | *byte as u64)
    }

    pub fn u32(&mut self) -> u32 {
        u32::try_from(self.u64()).unwrap_or_else(|_| malformed())
    }

    pub fn bool(&mut self) -> bool {
        match self.u64() {
            0 => false,
            1 => true,
            _ => malformed(),
        }
    }

    pub fn address(&mut self) -> [u8; 20] {
        let word = self.word();
        if word[..12].iter().any(|byte| *byte != 0) {
            malformed();
        }
        let mut address = [0; 20];
        address.copy_from_slice(&word[12..]);
        address
    }

    fn read(&mut self, to: &mut [u8]) {
        if self.size - self.at < to.len() {
            malformed();
        }
        unsafe { host::calldata_copy(to.as_mut_ptr(), self.at, to.len()) };
        self.at += to.len();
    }
}

/// A number as a word.
pub fn word(number: u64) -> Word {
    let mut word = [0; WORD];
    word[WORD - 8..].copy_from_slice(&number.to_be_bytes());
    word
}

/// Sets the call's result: values of static types, in order.
pub fn set_result<const N: usize>(values: &[Word; N]) {
    unsafe { host::set_result(values.as_ptr().cast(), N * WORD) };
}

/// Ends the call with an error of the ABI whose arguments have static types: `revert(selector("TooBig(uint256)"), &[word(n)])`.
pub fn revert<const N: usize>(error: [u8; SELECTOR], values: &[Word; N]) -> ! {
    let data = zeroed(SELECTOR + N * WORD);
    data[..SELECTOR].copy_from_slice(&error);
    for (index, value) in values.iter().enumerate() {
        data[SELECTOR + index * WORD..][..WORD].copy_from_slice(value);
    }
    unsafe { host::revert(data.as_ptr(), data.len()) }
}

/// Ends a call of an endpoint that is none of the function's with `UnknownEndpoint(bytes4)`.
pub fn unknown_endpoint(called: [u8; SELECTOR]) -> ! {
    const ERROR: [u8; SELECTOR] = selector("UnknownEndpoint(bytes4)");
    let mut value = [0; WORD];
    value[..SELECTOR].copy_from_slice(&called);
    revert(ERROR, &[value])
}

fn malformed() -> ! {
    const ERROR: [u8; SELECTOR] = selector("MalformedCalldata()");
    revert(ERROR, &[])
}

fn solidity_panic(code: u64) -> ! {
    const ERROR: [u8; SELECTOR] = selector("Panic(uint256)");
    revert(ERROR, &[word(code)])
}

/// The call's context: nine words, in the order that docs/runtime.md gives.
pub fn context() -> [Word; 9] {
    let mut words = [[0; WORD]; 9];
    unsafe { host::context_copy(words.as_mut_ptr().cast()) };
    words
}

/// The next 64 bits of the request's stream: for variety, never for secrets.
pub fn random() -> u64 {
    unsafe { host::random() }
}

/// Adds a line to the execution's log.
pub fn log(line: &str) {
    unsafe { host::log(line.as_ptr(), line.len()) }
}

/// A fault of the program itself, such as an index out of range, is the Revert `Panic(0x01)`.
#[panic_handler]
fn panic(_: &PanicInfo) -> ! {
    solidity_panic(ASSERTION)
}
