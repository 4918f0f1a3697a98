import { getAddress, type ParamType, zeroPadValue } from "ethers";

/** A value of a Solidity type that differs from place to place, as ethers decodes it. */
export function sampleOf(type: ParamType, place: number): unknown {
  if (type.isArray()) return [sampleOf(type.arrayChildren, place), sampleOf(type.arrayChildren, place + 1)];
  if (type.isTuple()) return type.components.map((component, index) => sampleOf(component, place + index));
  const { baseType } = type;
  if (baseType === "bool") return place % 2 === 0;
  if (baseType === "string") return `text ${place}`;
  if (baseType === "bytes") return "0x010203";
  if (baseType === "address") return getAddress(zeroPadValue(hexByte(place), 20));
  if (baseType.startsWith("bytes")) return zeroPadValue(hexByte(place), Number(baseType.slice(5)));
  if (/^u?int\d+$/.test(baseType)) return BigInt(place + 1);
  throw new Error(`no sample of ${baseType}`);
}

function hexByte(place: number): string {
  return `0x${(place + 1).toString(16).padStart(2, "0")}`;
}
