import { BlockList, isIP } from "node:net";

/**
 * Addresses that are not of the public Internet (RFC 6890 and what followed it). Two lists: in one, the rule for mapped
 * addresses (::ffff:0:0/96) would match every IPv4 address.
 */
const notPublic = { ipv4: new BlockList(), ipv6: new BlockList() };

for (const [network, prefix] of [
  ["0.0.0.0", 8],
  ["10.0.0.0", 8],
  ["100.64.0.0", 10],
  ["127.0.0.0", 8],
  ["169.254.0.0", 16],
  ["172.16.0.0", 12],
  ["192.0.0.0", 24],
  ["192.0.2.0", 24],
  ["192.88.99.0", 24],
  ["192.168.0.0", 16],
  ["198.18.0.0", 15],
  ["198.51.100.0", 24],
  ["203.0.113.0", 24],
  ["224.0.0.0", 3],
] as const) {
  notPublic.ipv4.addSubnet(network, prefix, "ipv4");
}

/** 64:ff9b::/96, 2002::/16 and ::ffff:0:0/96 carry IPv4 addresses inside: refused whole, not unwrapped. */
for (const [network, prefix] of [
  ["::", 96],
  ["::ffff:0:0", 96],
  ["64:ff9b::", 32],
  ["100::", 64],
  ["2001::", 23],
  ["2001:db8::", 32],
  ["2002::", 16],
  ["fc00::", 7],
  ["fe80::", 9],
  ["ff00::", 8],
] as const) {
  notPublic.ipv6.addSubnet(network, prefix, "ipv6");
}

/** Whether an address (not a name) is one of the public Internet. */
export function isPublicAddress(address: string): boolean {
  const family = ({ 4: "ipv4", 6: "ipv6" } as const)[isIP(address)];
  return family !== undefined && !notPublic[family].check(address, family);
}
