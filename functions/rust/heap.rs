use core::arch::wasm32::{memory_grow, memory_size};
use core::slice;

const PAGE: usize = 65_536;
/// Solidity's Panic code of an allocation that is too large.
const TOO_LARGE: u64 = 0x41;

extern "C" {
    /// The linker's: where data and stack end.
    static __heap_base: u8;
}

/// Bytes given out in this call.
static mut USED: usize = 0;

/// New memory, all zero. More than a function may have ends the call as the Revert `Panic(0x41)`.
pub fn zeroed(size: usize) -> &'static mut [u8] {
    // Nothing runs beside the call, and no byte is given out twice. A fresh page is zero, as are the snapshot's.
    unsafe {
        let start = &__heap_base as *const u8 as usize + USED;
        let end = start.checked_add(size).unwrap_or_else(|| too_large());
        let pages = (end - 1) / PAGE + 1;
        let present = memory_size::<0>();
        if pages > present && memory_grow::<0>(pages - present) == usize::MAX {
            too_large();
        }
        USED += size;
        slice::from_raw_parts_mut(start as *mut u8, size)
    }
}

fn too_large() -> ! {
    super::solidity_panic(TOO_LARGE)
}
