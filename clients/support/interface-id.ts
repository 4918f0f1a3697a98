import { Interface, type InterfaceAbi, toBeHex } from "ethers";

/** An interface's identifier (ERC-165): the selectors of its own functions, xor-ed. */
export function interfaceIdOf(abi: InterfaceAbi): string {
  let id = 0n;
  Interface.from(abi).forEachFunction(({ selector }) => {
    id ^= BigInt(selector);
  });
  return toBeHex(id, 4);
}
