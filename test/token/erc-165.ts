// ERC-165: each token answers yes for what it is, and no for all else.
import { expect } from "chai";
import { id, toBeHex } from "ethers";
import { network } from "hardhat";
import { tokenFixture } from "../fixtures/token.ts";

const { networkHelpers } = await network.create();

/** What ERC-165 makes an interface's identifier of: its functions' selectors. */
function identifierOf(...functions: string[]): string {
  const selectors = functions.map((name) => BigInt(id(name).slice(0, 10)));
  return toBeHex(
    selectors.reduce((sum, selector) => sum ^ selector),
    4,
  );
}

const AUTHORIZATION = "(address,address,uint256,uint256,uint256,bytes32,uint8,bytes32,bytes32)";

/** Identifiers as the standards give them; they are counted where a standard gives none. */
const always = {
  "ERC-165": "0x01ffc9a7",
  "ERC-20": "0x36372b07",
  "ERC-20's metadata": "0xa219a025",
  "ERC-1363": "0xb0202a11",
  "ERC-2612": "0x9d8ff7da",
  "ERC-3009": identifierOf(
    "authorizationState(address,bytes32)",
    `transferWithAuthorization${AUTHORIZATION}`,
    `receiveWithAuthorization${AUTHORIZATION}`,
  ),
  "ERC-3009's cancellation": identifierOf("cancelAuthorization(address,bytes32,uint8,bytes32,bytes32)"),
  "ERC-5267": "0x84b0196e",
  "ERC-5805": "0xe90fb3f6",
  "ERC-6372": "0xda287a1d",
  "access control": "0x7965db0b",
};

const byModule = {
  "ERC-3156": "0xe4143091",
  "ERC-7674": identifierOf("temporaryApprove(address,uint256)"),
  "ERC-7802": "0x33331994",
};
const never = ["0xffffffff", "0x80ac58cd", "0x2a55205a"];

const targets: [string, (keyof typeof byModule)[]][] = [
  ["AlthingToken", []],
  ["PausableToken", []],
  ["FlashMintToken", ["ERC-3156"]],
  ["BridgeableToken", ["ERC-7802"]],
  ["TemporaryApprovalToken", ["ERC-7674"]],
  ["EveryModuleToken", ["ERC-3156", "ERC-7674", "ERC-7802"]],
];

for (const [name, modules] of targets) {
  const fixture = tokenFixture(name);

  it(`${name} says what it is (ERC-165)`, async () => {
    const { token } = await networkHelpers.loadFixture(fixture);
    for (const [standard, identifier] of Object.entries(always)) {
      expect(await token.supportsInterface(identifier), standard).to.equal(true);
    }
    for (const [standard, identifier] of Object.entries(byModule)) {
      const expected = modules.some((module) => module === standard);
      expect(await token.supportsInterface(identifier), standard).to.equal(expected);
    }
    for (const identifier of never)
      expect(await token.supportsInterface(identifier), identifier).to.equal(false);
  });
}
