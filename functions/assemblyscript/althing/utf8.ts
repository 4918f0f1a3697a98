/**
 * Whether bytes are UTF-8: no overlong form, no surrogate, nothing over U+10FFFF (Unicode 16, table 3-7).
 * @param from their place in memory
 */
export function isUtf8(from: usize, size: u32): bool {
  const end = from + size;
  while (from < end) {
    const lead = load<u8>(from);
    if (lead < 0x80) {
      from++;
      continue;
    }
    const length = sequenceLength(lead);
    if (length == 0 || from + length > end) return false;
    const second = load<u8>(from, 1);
    if (second < lowestSecond(lead) || second > highestSecond(lead)) return false;
    for (let index: usize = 2; index < length; index++) {
      if ((load<u8>(from + index) & 0xc0) != 0x80) return false;
    }
    from += length;
  }
  return true;
}

/** Bytes of a sequence that begins with `lead`; 0 if none does. */
function sequenceLength(lead: u8): usize {
  if (lead < 0xc2 || lead > 0xf4) return 0;
  return lead < 0xe0 ? 2 : lead < 0xf0 ? 3 : 4;
}

function lowestSecond(lead: u8): u8 {
  return lead == 0xe0 ? 0xa0 : lead == 0xf0 ? 0x90 : 0x80;
}

function highestSecond(lead: u8): u8 {
  return lead == 0xed ? 0x9f : lead == 0xf4 ? 0x8f : 0xbf;
}
