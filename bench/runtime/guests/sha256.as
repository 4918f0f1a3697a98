// SHA-256 (FIPS 180-4) of a message of zeroes and counters; the first word of the digest is the result.

const K: StaticArray<u32> = [
  0x428a2f98, 0x71374491, 0xb5c0fbcf, 0xe9b5dba5, 0x3956c25b, 0x59f111f1, 0x923f82a4, 0xab1c5ed5,
  0xd807aa98, 0x12835b01, 0x243185be, 0x550c7dc3, 0x72be5d74, 0x80deb1fe, 0x9bdc06a7, 0xc19bf174,
  0xe49b69c1, 0xefbe4786, 0x0fc19dc6, 0x240ca1cc, 0x2de92c6f, 0x4a7484aa, 0x5cb0a9dc, 0x76f988da,
  0x983e5152, 0xa831c66d, 0xb00327c8, 0xbf597fc7, 0xc6e00bf3, 0xd5a79147, 0x06ca6351, 0x14292967,
  0x27b70a85, 0x2e1b2138, 0x4d2c6dfc, 0x53380d13, 0x650a7354, 0x766a0abb, 0x81c2c92e, 0x92722c85,
  0xa2bfe8a1, 0xa81a664b, 0xc24b8b70, 0xc76c51a3, 0xd192e819, 0xd6990624, 0xf40e3585, 0x106aa070,
  0x19a4c116, 0x1e376c08, 0x2748774c, 0x34b0bcb5, 0x391c0cb3, 0x4ed8aa4a, 0x5b9cca4f, 0x682e6ff3,
  0x748f82ee, 0x78a5636f, 0x84c87814, 0x8cc70208, 0x90befffa, 0xa4506ceb, 0xbef9a3f7, 0xc67178f2,
];
const schedule = new StaticArray<u32>(64);
const digest = new StaticArray<u32>(8);
const message = new StaticArray<u8>(65_536 + 128);

/** `length` is a multiple of 64 bytes, at most 65,536. */
export function sha256(length: i32): i32 {
  fillMessage(length);
  reset();
  for (let offset = 0; offset < length + 64; offset += 64) compress(offset);
  return unchecked(digest[0]) as i32;
}

function fillMessage(length: i32): void {
  for (let index = 0; index < length; index++) unchecked((message[index] = <u8>index));
  memory.fill(changetype<usize>(message) + length, 0, 64);
  unchecked((message[length] = 0x80));
  const bits = length << 3;
  for (let index = 0; index < 4; index++) {
    unchecked((message[length + 60 + index] = <u8>(bits >>> (24 - index * 8))));
  }
}

function reset(): void {
  unchecked((digest[0] = 0x6a09e667));
  unchecked((digest[1] = 0xbb67ae85));
  unchecked((digest[2] = 0x3c6ef372));
  unchecked((digest[3] = 0xa54ff53a));
  unchecked((digest[4] = 0x510e527f));
  unchecked((digest[5] = 0x9b05688c));
  unchecked((digest[6] = 0x1f83d9ab));
  unchecked((digest[7] = 0x5be0cd19));
}

function expand(offset: i32): void {
  for (let index = 0; index < 16; index++) {
    const at = changetype<usize>(message) + offset + (index << 2);
    unchecked((schedule[index] = bswap<u32>(load<u32>(at))));
  }
  for (let index = 16; index < 64; index++) {
    const early = unchecked(schedule[index - 15]);
    const late = unchecked(schedule[index - 2]);
    const s0 = rotr<u32>(early, 7) ^ rotr<u32>(early, 18) ^ (early >>> 3);
    const s1 = rotr<u32>(late, 17) ^ rotr<u32>(late, 19) ^ (late >>> 10);
    unchecked((schedule[index] = schedule[index - 16] + s0 + schedule[index - 7] + s1));
  }
}

function compress(offset: i32): void {
  expand(offset);
  let a = unchecked(digest[0]);
  let b = unchecked(digest[1]);
  let c = unchecked(digest[2]);
  let d = unchecked(digest[3]);
  let e = unchecked(digest[4]);
  let f = unchecked(digest[5]);
  let g = unchecked(digest[6]);
  let h = unchecked(digest[7]);
  for (let index = 0; index < 64; index++) {
    const s1 = rotr<u32>(e, 6) ^ rotr<u32>(e, 11) ^ rotr<u32>(e, 25);
    const first = h + s1 + ((e & f) ^ (~e & g)) + unchecked(K[index]) + unchecked(schedule[index]);
    const s0 = rotr<u32>(a, 2) ^ rotr<u32>(a, 13) ^ rotr<u32>(a, 22);
    const second = s0 + ((a & b) ^ (a & c) ^ (b & c));
    h = g;
    g = f;
    f = e;
    e = d + first;
    d = c;
    c = b;
    b = a;
    a = first + second;
  }
  unchecked((digest[0] = digest[0] + a));
  unchecked((digest[1] = digest[1] + b));
  unchecked((digest[2] = digest[2] + c));
  unchecked((digest[3] = digest[3] + d));
  unchecked((digest[4] = digest[4] + e));
  unchecked((digest[5] = digest[5] + f));
  unchecked((digest[6] = digest[6] + g));
  unchecked((digest[7] = digest[7] + h));
}
