import { interfaceOf } from "./abi.ts";
import { callContext } from "./context.ts";
import { dispatch, setGuest, settle } from "./dispatch.ts";
import { ARGUMENTS, readFrom } from "./input.ts";
import { answerIn } from "./output.ts";

const TYPES = "uint256, int256, bool, address, bytes32, bytes, string, uint8[], (uint256 a, string b)";
const VALUES = [
  1n,
  -(2n ** 99n),
  true,
  `0x${"11".repeat(20)}`,
  `0x${"22".repeat(32)}`,
  "0x33",
  "four",
  [5],
  { a: 2n ** 99n, b: "" },
];
const HEADER = 8;

/**
 * Answers a few calls before the snapshot. The engine makes a built-in function when it is first used, and each call
 * would pay for that again.
 */
export function rehearse(): void {
  const guest = interfaceOf({
    abi: [`function give() returns (${TYPES})`, `function take(${TYPES})`, "function refuse()"],
    endpoints: {
      give: () => VALUES,
      take: () => JSON.stringify(callContext),
      refuse: () => {
        throw new Error("no");
      },
    },
  });
  const [give = 0, take = 0, refuse = 0] = guest.endpoints.keys();
  setGuest(guest);
  const given = played(give, new Uint8Array());
  played(take, given);
  played(take, new Uint8Array());
  played(refuse, new Uint8Array());
  setGuest(undefined);
}

/** @param selector its key */
function played(selector: number, data: Uint8Array): Uint8Array {
  const call = new ArrayBuffer(ARGUMENTS + data.length);
  const words = new Uint32Array(call);
  words[0] = 4 + data.length;
  words[ARGUMENTS / 4 - 1] = selector;
  new Uint8Array(call).set(data, ARGUMENTS);
  answerIn(new ArrayBuffer(2048));
  readFrom(call);
  dispatch();
  return new Uint8Array(settle()).slice(HEADER);
}
