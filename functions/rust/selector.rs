//! Selectors, computed by the compiler: nothing of this file is in an artefact.

/// The first four bytes of Keccak-256 of a function's or an error's signature, of at most 135 bytes:
/// `selector("transfer(address,uint256)")`.
pub const fn selector(signature: &str) -> [u8; 4] {
    let text = signature.as_bytes();
    assert!(text.len() < RATE);
    let mut state = [0u64; 25];
    let mut at = 0;
    while at < text.len() {
        state[at / 8] ^= (text[at] as u64) << (at % 8 * 8);
        at += 1;
    }
    state[text.len() / 8] ^= 1 << (text.len() % 8 * 8);
    state[RATE / 8 - 1] ^= 1 << 63;
    let [a, b, c, d, ..] = permuted(state)[0].to_le_bytes();
    [a, b, c, d]
}

const RATE: usize = 136;

/// Keccak-f[1600] (FIPS 202, 3.3): 24 rounds of theta, rho with pi, chi and iota.
const fn permuted(mut lanes: [u64; 25]) -> [u64; 25] {
    let mut register = 1u8;
    let mut round = 0;
    while round < 24 {
        lanes = with_rows_mixed(with_lanes_moved(with_columns_mixed(lanes)));
        let constant = round_constant(register);
        lanes[0] ^= constant.0;
        register = constant.1;
        round += 1;
    }
    lanes
}

const fn with_columns_mixed(mut lanes: [u64; 25]) -> [u64; 25] {
    let mut parity = [0u64; 5];
    let mut at = 0;
    while at < 25 {
        parity[at % 5] ^= lanes[at];
        at += 1;
    }
    at = 0;
    while at < 25 {
        lanes[at] ^= parity[(at + 4) % 5] ^ parity[(at + 1) % 5].rotate_left(1);
        at += 1;
    }
    lanes
}

/// Each lane is turned, and goes from (x, y) to (y, 2x + 3y). The walk over all but the first begins at (1, 0).
const fn with_lanes_moved(lanes: [u64; 25]) -> [u64; 25] {
    let mut moved = lanes;
    let (mut x, mut y) = (1, 0);
    let mut step = 0;
    while step < 24 {
        let turn = (step + 1) * (step + 2) / 2 % 64;
        let lane = lanes[x + 5 * y].rotate_left(turn as u32);
        let next = (2 * x + 3 * y) % 5;
        x = y;
        y = next;
        moved[x + 5 * y] = lane;
        step += 1;
    }
    moved
}

const fn with_rows_mixed(lanes: [u64; 25]) -> [u64; 25] {
    let mut mixed = lanes;
    let mut at = 0;
    while at < 25 {
        let row = at / 5 * 5;
        mixed[at] = lanes[at] ^ (!lanes[row + (at + 1) % 5] & lanes[row + (at + 2) % 5]);
        at += 1;
    }
    mixed
}

/// A round's constant, and the shift register (FIPS 202, algorithm 5) after it: seven bits of it, at 2^j - 1.
const fn round_constant(mut register: u8) -> (u64, u8) {
    let mut constant = 0;
    let mut bit = 0;
    while bit < 7 {
        if register & 1 == 1 {
            constant |= 1u64 << ((1 << bit) - 1);
        }
        register = (register << 1) ^ (if register & 0x80 != 0 { 0x71 } else { 0 });
        bit += 1;
    }
    (constant, register)
}
