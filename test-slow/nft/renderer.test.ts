import { randomBytes, toUtf8String } from "ethers";
import { network } from "hardhat";
import { classics, itDrawsOrRefuses, withEachCharacter } from "../../test/nft/support/shield-names.ts";

const { ethers } = await network.create();
const renderer = await ethers.deployContract("ShieldRenderer");

/** Half of ASCII at random, half of letters, up to two longer than a name may be. */
const random = Array.from({ length: 40 }, (_, i) => {
  const bytes = randomBytes(1 + (i % 26)).map((byte) => (i % 2 === 0 ? byte & 0x7f : 0x61 + (byte % 26)));
  return toUtf8String(bytes);
});

describe("ShieldRenderer, whatever the name", () => {
  itDrawsOrRefuses(ethers, renderer, [...withEachCharacter, ...classics, ...random]);
});
