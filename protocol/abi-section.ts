/** The custom section of a WebAssembly function that holds its ABI: a JSON array of human-readable fragments, as UTF-8. */
export const ABI_SECTION = "althing:abi";
