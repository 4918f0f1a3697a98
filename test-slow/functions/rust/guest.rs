//! What the sample does not use of functions/rust/althing.rs.

#![no_std]

#[path = "../../../functions/rust/althing.rs"]
#[macro_use]
mod althing;

use althing::{context, log, random, revert, selector, set_result, unknown_endpoint, word, Arguments, Word};

announce_abi!("abi.json");

const NUMBERS: [u8; 4] = selector("numbers(uint64,bool,address)");
const CONTEXT: [u8; 4] = selector("context()");
const DRAWS: [u8; 4] = selector("draws()");
const REFUSE: [u8; 4] = selector("refuse(uint256)");
const OUT_OF_RANGE: [u8; 4] = selector("outOfRange(uint32)");
const REFUSED: [u8; 4] = selector("Refused(uint256,bool)");

#[no_mangle]
pub extern "C" fn call() {
    let (called, mut arguments) = Arguments::of_call();
    match called {
        NUMBERS => numbers(&mut arguments),
        CONTEXT => set_result(&context()),
        DRAWS => set_result(&[word(random()), word(random())]),
        REFUSE => revert(REFUSED, &[arguments.word(), word(1)]),
        OUT_OF_RANGE => set_result(&[word([3, 5, 7][arguments.u32() as usize])]),
        _ => unknown_endpoint(called),
    }
}

fn numbers(arguments: &mut Arguments) {
    let (number, truth, address) = (arguments.u64(), arguments.bool(), arguments.address());
    log("hei þing");
    let mut last: Word = [0; 32];
    last[12..].copy_from_slice(&address);
    set_result(&[word(number), word(truth.into()), last]);
}
