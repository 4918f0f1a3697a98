/** Arbitrum's chains have a contract here, and a `block.number` that is not the block's own. */
const ARB_SYS = "0x0000000000000000000000000000000000000064";

/** What tells the L1 fee on chains of the OP Stack and on Scroll: no request pays that back. */
const L1_FEE_ORACLES = [
  "0x420000000000000000000000000000000000000F",
  "0x5300000000000000000000000000000000000002",
];

/** The error that a relay would refuse a chain with; undefined where relays work. */
export async function whyUnserved(codeAt: (address: string) => Promise<string>) {
  const [arbSys, ...oracles] = await Promise.all([ARB_SYS, ...L1_FEE_ORACLES].map(codeAt));
  if (arbSys !== "0x") return "ALT_RELAY_CHAIN_UNSUPPORTED";
  return oracles.some((code) => code !== "0x") ? "ALT_RELAY_L1_FEE" : undefined;
}
