import { concat, id, toBeHex } from "ethers";

/** A call of `double(uint256)`, which is what every system is asked: 36 bytes. */
export const CALLDATA = concat([id("double(uint256)").slice(0, 10), toBeHex(21, 32)]);
